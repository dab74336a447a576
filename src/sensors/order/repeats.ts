import type { Evidence } from '../../domain/evidence.ts';
import { differences } from './differences.ts';
import type { Difference } from './differences.ts';
import { findingOf } from './findings.ts';
import type { Said } from './findings.ts';
import { runIn } from './observe.ts';
import type { Observation } from './observe.ts';
import type { Prepared } from './plan.ts';
import { doubted, inTime, observed } from './series.ts';
import type { Outcome, Series } from './series.ts';

export interface Repeat extends Outcome {
  /** For other runs to be held against. */
  readonly first: Observation;
  /** Names of tests that differ between equal runs. */
  readonly unsteady: ReadonlySet<string>;
}

const FLAKY: Said = {
  rule: 'flaky',
  severity: 'error',
  expected: 'the same outcome in equal runs',
  actual: 'passes in one run and fails in another of the same files',
  advice: 'Take out what differs: time, random values, ports, waiting that is too short.',
};

const leftovers = ({ failedIn }: Difference): Said => ({
  rule: 'leftovers',
  severity: 'error',
  expected: 'the same outcome when tests are run again in the same folder',
  actual:
    failedIn === 'second'
      ? 'passes in a fresh folder and fails when run there again'
      : 'fails in a fresh folder and passes when run there again',
  advice: 'Clean up what tests leave behind, or have each test make its own.',
});

/** How the tests came out when they were run for the verdict on them. */
const verdict = (test: Evidence, like: Observation): Observation => ({
  ...like,
  passed: test.held,
  failures: new Map((test.failing ?? []).map((name) => [name, { name, detail: name }])),
  ended: true,
});

const plainly = ({ suite }: Series): Prepared => ({ files: new Map(), argv: suite.step.argv });

/** Runs the product's command once more, in a fresh copy. */
export const repeatOnce = async (series: Series, test: Evidence): Promise<Repeat> => {
  const { ctx, suite } = series;
  const first = await observed(series, plainly(series));
  const { doubt } = first;
  if (doubt !== undefined) {
    const findings = [doubted(series, doubt)];
    return { first, unsteady: new Set(), runs: 1, held: 0, findings, note: 'not believed' };
  }
  const flaky = differences(verdict(test, first), first);
  return {
    first,
    unsteady: new Set(flaky.map(({ name }) => name)),
    runs: 1,
    held: flaky.length === 0 ? 1 : 0,
    findings: flaky.map((each) => findingOf(ctx, suite, each, FLAKY, first.dir)),
    note: 'run again as it is',
  };
};

/** What differs in a used folder is tried once more with two new runs, to tell it from chance. */
export const inUsedFolder = async (
  series: Series,
  first: Observation,
  unsteady: ReadonlySet<string>,
): Promise<Outcome> => {
  const { ctx, suite, wallMs } = series;
  if (!inTime(series))
    return { runs: 0, held: 0, findings: [], note: 'no time for the same folder' };
  const note = 'and in the same folder';
  const plain = plainly(series);
  const used = await runIn(ctx, first.dir, plain, wallMs);
  const found = differences(first, used).filter(({ name }) => !unsteady.has(name));
  if (found.length === 0) return { runs: 1, held: 1, findings: [], note };
  const clean = await runIn(ctx, await ctx.scratch(), plain, wallMs);
  const again = await runIn(ctx, clean.dir, plain, wallMs);
  const sure = new Set(differences(clean, again).map(({ name }) => name));
  const findings = found.map((each) =>
    findingOf(ctx, suite, each, sure.has(each.name) ? leftovers(each) : FLAKY, used.dir),
  );
  return { runs: 1, held: 0, findings, note };
};
