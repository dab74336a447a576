import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import { stableText } from '../command.ts';
import type { CommandRun } from '../command.ts';
import type { Chosen, Convention } from '../conventions.ts';
import { toldBy } from '../code-coverage/told.ts';
import { mentionsIn } from '../mentions.ts';
import { mainFileOf } from '../main-file.ts';
import { clip, lastWords } from '../normalize.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { asksForTests } from './asks-for-tests.ts';
import { blameFor } from './blame.ts';
import type { Blamable } from './blame.ts';
import { browserFindings, lacksBrowser } from './browser.ts';
import { contradiction } from './confirm.ts';
import { credibility } from './credibility.ts';
import { total } from './report.ts';
import { suspectOf } from './suspect.ts';
import type { TestFailure, TestReport } from './report.ts';
import { expandScript, readSuite, runnersIn } from './suite.ts';

/** Failing tests that become findings; more don't help to mend them. */
const NAMED = 20;

/** A run of the product's own tests. */
export interface TestRun {
  readonly files: ProjectFiles;
  readonly convention: Convention;
  readonly step: Chosen;
  readonly dir: string;
  readonly run: CommandRun;
}

const failureFinding = async (
  { name, detail }: TestFailure,
  blame: Blamable,
): Promise<Finding> => ({
  severity: 'error',
  rule: 'tests.failed',
  expected: 'a passing test',
  actual: clip(detail.split('\n')[0]?.trim() ?? '', 200),
  message: `The test "${clip(name, 200)}" fails: ${clip(detail, 800)}`,
  ...(await blameFor({ name, detail }, blame)),
});

/** Contracts ask for a number of passing tests; only here is it known. */
export const tooFew = (ctx: SenseContext, passed: number): readonly Finding[] =>
  ctx.team.flatMap(({ persona, assignment }): readonly Finding[] => {
    const least = assignment.contract.quality_thresholds.min_tests;
    if (least === undefined || passed >= least) return [];
    return [
      {
        severity: 'error',
        rule: 'contract.quality_thresholds',
        expected: `at least ${String(least)} passing tests`,
        actual: String(passed),
        message: `${String(passed)} tests pass; the contract asks for at least ${String(least)}.`,
        owner: persona.id,
      },
    ];
  });

const skipFindings = (left: number, owner: PersonaId): readonly Finding[] =>
  left === 0
    ? []
    : [
        {
          severity: 'warning',
          rule: 'tests.skipped',
          actual: String(left),
          message: `${String(left)} tests are skipped or to do; make them run or remove them.`,
          owner,
        },
      ];

/** See `suspect.ts`; what ran is read only where a test fails. */
const suspectFor = (
  ctx: SenseContext,
  run: TestRun,
  failures: readonly TestFailure[],
): NonNullable<Blamable['suspect']> => {
  const { isTest } = run.convention;
  const said = failures.map(({ name, detail }) => `${detail}\n${name}`).join('\n');
  const tests = mentionsIn(said, ctx.tree.keys()).flatMap(({ path }) =>
    isTest(path) ? [path] : [],
  );
  const failing = new Set(tests);
  return async (test, imported) => suspectOf(await toldBy(ctx, run), test, failing, imported);
};

/** Each failing test, blamed on the code or the test that is at fault. */
const failureFindings = async (
  ctx: SenseContext,
  run: TestRun,
  failures: readonly TestFailure[],
  fallback: PersonaId,
): Promise<readonly Finding[]> => {
  const { files, convention, dir } = run;
  const main = mainFileOf(files, convention);
  const { isTest } = convention;
  const blame = { ctx, isTest, main, fallback, suspect: suspectFor(ctx, run, failures) };
  const told = failures.map(({ name, detail }) => ({
    name: stableText(name, dir),
    detail: stableText(detail, dir),
  }));
  const others = told.filter((failure) => !lacksBrowser(failure)).slice(0, NAMED);
  return [
    ...(await browserFindings(told.filter(lacksBrowser), blame)),
    ...(await Promise.all(others.map((failure) => failureFinding(failure, blame)))),
  ];
};

/** Why the run can't be believed; empty when it can. */
const doubtsOf = async (
  ctx: SenseContext,
  { files, convention, step, run }: TestRun,
  reports: readonly TestReport[],
  owner: PersonaId,
): Promise<readonly Finding[]> => {
  const { declared, nodeTests } = await readSuite(ctx, convention);
  const runners = runnersIn(expandScript(files, step.script ?? step.command));
  const tail = lastWords(run.text);
  const { result } = run;
  const doubts = credibility({ ...step, result, reports, runners, declared, owner, tail });
  if (doubts.length > 0 || runners > 0) return doubts;
  const { passed } = total(reports);
  return contradiction(ctx, step.command, nodeTests, { passed, owner });
};

/** What is wrong with the tests of a product, by what a run of them said. */
export const findingsOf = async (
  ctx: SenseContext,
  run: TestRun,
  reports: readonly TestReport[],
): Promise<readonly Finding[]> => {
  const owner = asksForTests(ctx);
  const { passed, skipped, failures } = total(reports);
  return [
    ...(await failureFindings(ctx, run, failures, owner)),
    ...(await doubtsOf(ctx, run, reports, owner)),
    ...tooFew(ctx, passed),
    ...skipFindings(skipped, owner),
  ];
};
