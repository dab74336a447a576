import type { Contract } from '../../domain/contract.ts';
import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import { keeperOf } from '../owners.ts';
import type { SenseContext } from '../sensor.ts';
import { asksForTests } from '../test/asks-for-tests.ts';
import { percentOf, rangesOf, sumOf } from './measure.ts';
import type { FileCoverage } from './measure.ts';
import type { Doubt } from './ran.ts';

/** Below these parts, in percent, coverage is warned about where no contract says how much. */
const LINES_WANTED = 60;
const BRANCHES_WANTED = 40;

/** Files that are named, the worst first, and ranges of lines of each. */
const FILES_NAMED = 10;
const RANGES_NAMED = 12;

/** The same in the one sentence that whoever mends it reads. */
const FILES_TOLD = 5;
const RANGES_TOLD = 6;

type Thresholds = Contract['quality_thresholds'];

const asks = ({ min_line_coverage, min_branch_coverage }: Thresholds): boolean =>
  min_line_coverage !== undefined || min_branch_coverage !== undefined;

/** Who is to write the tests that are missing: whose contract asks, else who writes unit tests. */
const unitTester = (ctx: SenseContext): PersonaId => {
  const asking = ctx.team.some(({ assignment }) => asks(assignment.contract.quality_thresholds));
  const isUnit = ctx.team.some(
    ({ persona, assignment }) =>
      assignment.phase === 'testing' && persona.owns.some((path) => path.includes('unit')),
  );
  if (!asking && !isUnit) return asksForTests(ctx);
  return keeperOf(ctx.team, ctx.phase, ({ persona, assignment }) =>
    asking
      ? asks(assignment.contract.quality_thresholds)
      : assignment.phase === 'testing' && persona.owns.some((path) => path.includes('unit')),
  );
};

const worstFirst = (files: readonly FileCoverage[]): readonly FileCoverage[] =>
  files
    .filter(({ missed }) => missed.length > 0)
    .toSorted((a, b) => b.missed.length - a.missed.length || a.path.localeCompare(b.path));

const shown = (file: FileCoverage): string =>
  `${file.path} (${file.loaded ? rangesOf(file, RANGES_TOLD) : 'not loaded'})`;

interface Asked {
  readonly least: number;
  readonly owner: PersonaId;
  readonly contract: boolean;
}

const askedFor = (
  ctx: SenseContext,
  field: 'min_line_coverage' | 'min_branch_coverage',
  wanted: number,
): readonly Asked[] => {
  const asked = ctx.team.flatMap(({ persona, assignment }): readonly Asked[] => {
    const least = assignment.contract.quality_thresholds[field];
    return least === undefined ? [] : [{ least, owner: persona.id, contract: true }];
  });
  return asked.length > 0 ? asked : [{ least: wanted, owner: unitTester(ctx), contract: false }];
};

const lowFindings = (
  ctx: SenseContext,
  files: readonly FileCoverage[],
  kind: 'lines' | 'branches',
): readonly Finding[] => {
  const isLines = kind === 'lines';
  const part = percentOf(sumOf(files.map((file) => file[kind])));
  const asked = askedFor(
    ctx,
    isLines ? 'min_line_coverage' : 'min_branch_coverage',
    isLines ? LINES_WANTED : BRANCHES_WANTED,
  );
  const worst = worstFirst(files).slice(0, FILES_TOLD).map(shown);
  return asked
    .filter(({ least }) => part < least)
    .map(({ least, owner, contract }): Finding => ({
      severity: contract ? 'error' : 'warning',
      rule: contract ? 'contract.quality_thresholds' : `coverage.${kind}`,
      expected: `at least ${String(least)} % of ${kind}`,
      actual: `${String(part)} %`,
      message: `Tests reach ${String(part)} % of the ${kind} of the product's code, and at least ${String(least)} % are asked for. Write tests for what is not reached${worst.length === 0 ? '' : `, first ${worst.join('; ')}`}. A process that is killed tells nothing of what it ran.`,
      owner,
    }));
};

/** Files with lines that no test reached: what to write tests for, and no fault by itself. */
const uncovered = (ctx: SenseContext, files: readonly FileCoverage[]): readonly Finding[] => {
  const owner = unitTester(ctx);
  return worstFirst(files)
    .slice(0, FILES_NAMED)
    .map((file): Finding => {
      const { path, lines, loaded } = file;
      const actual = loaded ? `lines ${rangesOf(file, RANGES_NAMED)}` : 'no test loads it';
      return {
        severity: 'info',
        rule: 'coverage.uncovered',
        path,
        expected: 'tests that reach it',
        actual,
        message: `${path}: tests reach ${String(lines.hit)} of ${String(lines.all)} lines; not reached: ${actual}.`,
        owner,
      };
    });
};

export const coverageFindings = (
  ctx: SenseContext,
  files: readonly FileCoverage[],
): readonly Finding[] => {
  const low = [...lowFindings(ctx, files, 'lines'), ...lowFindings(ctx, files, 'branches')];
  return [...low, ...(low.length === 0 ? [] : uncovered(ctx, files))];
};

/** What was told and can't be: it is refused, and somebody wrote what told it. */
export const doubtFindings = (ctx: SenseContext, doubts: readonly Doubt[]): readonly Finding[] => {
  const odd = doubts.every((doubt) => doubt.odd === true);
  const told = doubts.map(({ path, what }) => (path === undefined ? what : `${path}: ${what}`));
  const [first] = told;
  if (first === undefined) return [];
  const path = doubts.find((doubt) => doubt.path !== undefined)?.path;
  const all = [...new Set(told)].slice(0, 3).join('; ');
  return [
    {
      severity: odd ? 'warning' : 'error',
      rule: odd ? 'coverage.odd' : 'coverage.implausible',
      ...(path === undefined ? {} : { path }),
      expected: 'a report of the code as it is, written by the runtime alone',
      actual: first,
      message: `What the run of the tests says of the code that ran can't be so: ${all}. ${odd ? 'That part is no credit' : 'Nothing of it counts'}. Let tests change no source, and write nothing into the folder that the runtime reports to.`,
      owner: unitTester(ctx),
    },
  ];
};
