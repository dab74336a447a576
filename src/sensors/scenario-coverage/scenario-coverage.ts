import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { TreePath } from '../../domain/tree.ts';
import { measured, skipped } from '../evidence.ts';
import { clip } from '../normalize.ts';
import { readFeatures } from '../scenarios/collect.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { runOwnTests } from '../test/own-run.ts';
import { total } from '../test/report.ts';
import { findTestWay } from '../test/test-way.ts';
import { whyNotMeasured } from '../trials/believed.ts';
import { outcomeOf } from './judge.ts';
import type { Untested } from './judge.ts';
import { scenarioTester } from './owner.ts';
import { readWrittenTests } from './test-names.ts';

/** Scenarios that are named; more don't help to mend them. */
const NAMED = 30;

interface Promised {
  readonly id: string;
  readonly title: string;
  readonly path: TreePath;
  readonly line: number;
}

const promisedIn = async (ctx: SenseContext): Promise<readonly Promised[]> => {
  const seen = new Set<string>();
  return (await readFeatures(ctx)).flatMap(({ path, scenarios }) =>
    scenarios.flatMap(({ ids: [id], title, line }) => {
      if (id === undefined || seen.has(id)) return [];
      seen.add(id);
      return [{ id, title, path, line }];
    }),
  );
};

const ACTUAL: Readonly<Record<Untested['kind'], string>> = {
  'no test': 'no test names it',
  skipped: 'the test that names it is told not to run',
  'not run': 'the test that names it was not run',
  empty: 'the test that names it does nothing',
};

const findingOf = (
  { id, title, path, line }: Promised,
  outcome: Untested,
  owner: PersonaId,
): Finding => {
  const at = outcome.test === undefined ? '' : ` (${outcome.test.path})`;
  const actual = ACTUAL[outcome.kind];
  return {
    severity: 'error',
    rule: 'scenario_coverage.untested',
    path,
    expected: `a test that names ${id}, runs and passes`,
    actual: `${actual}${at}`,
    message: `Scenario ${id} ("${clip(title, 80)}", ${path}, line ${String(line)}) is not tested: ${actual}${at}. Write a test of it whose name begins with ${id}.`,
    owner,
  };
};

/** Feature files that a tool runs by itself are tests of their own. */
const RUNS_FEATURES = /cucumber|behave|pytest[-_]bdd|(^|\/)features\/steps?(_definitions)?\//im;

const runThemselves = (
  { tree }: SenseContext,
  texts: Iterable<string>,
  manifest: string,
): boolean =>
  RUNS_FEATURES.test([...tree.keys(), manifest].join('\n')) ||
  [...texts].some((text) => /pytest_bdd|@cucumber\/cucumber|from behave\b/.test(text));

/** Whether each scenario of the requirements has a test that names it, was run, and passed. */
export const scenarioCoverageSensor: Sensor = {
  name: 'scenario_coverage',
  async sense(ctx) {
    const skip = (why: string) => skipped(ctx, 'scenario_coverage', why);
    const promised = await promisedIn(ctx);
    if (promised.length === 0) return skip('no scenario with an id');
    const found = await findTestWay(ctx);
    const doubt = found.kind === 'way' ? whyNotMeasured(ctx) : found.why;
    if (found.kind !== 'way' || doubt !== undefined) return skip(doubt ?? 'no tests');
    const { files, convention } = found.way;
    const suite = await readWrittenTests(ctx, convention);
    if (runThemselves(ctx, suite.texts.values(), JSON.stringify(files.manifest))) {
      return skip('its feature files are run by a tool of their own');
    }
    const report = total((await runOwnTests(ctx, found.way)).reports);
    const { framework, passed, passes } = report;
    if (passes.length === 0) return skip(`${framework} prints no names of tests that passed`);
    if (passes.length > passed) {
      return skip(`${framework} counts ${String(passed)} tests that passed and names more`);
    }
    const ids = promised.map(({ id }) => id);
    const owner = scenarioTester(ctx, ids, suite);
    const outcomes = promised.map((each) => ({
      each,
      outcome: outcomeOf(each.id, ids, suite, report),
    }));
    // What fails is named by the sensor `test`, with who mends it.
    const findings = outcomes.flatMap(({ each, outcome }) =>
      outcome.kind === 'covered' || outcome.kind === 'failing'
        ? []
        : [findingOf(each, outcome, owner)],
    );
    return measured(ctx, 'scenario_coverage', {
      note: `${String(promised.length)} scenarios with an id, ${String(passes.length)} tests that passed`,
      checked: promised.length,
      held: outcomes.filter(({ outcome }) => outcome.kind === 'covered').length,
      findings: findings.slice(0, NAMED),
    });
  },
};
