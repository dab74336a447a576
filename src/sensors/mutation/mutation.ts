import type { Evidence } from '../../domain/evidence.ts';
import { measured, skipped } from '../evidence.ts';
import type { Baseline, SenseContext, Sensor } from '../sensor.ts';
import { asksForTests } from '../test/asks-for-tests.ts';
import { whyNotMeasured } from '../trials/believed.ts';
import { sameTested } from '../trials/same-tested.ts';
import { suiteOf } from '../trials/suite-of.ts';
import type { SuiteOf } from '../trials/suite-of.ts';
import { dropFinding, livingFindings } from './findings.ts';
import { judgeRate, rateOf } from './judge.ts';
import { killRate } from './kill-rate.ts';
import type { KillRate } from './kill-rate.ts';

const shown = (rate: KillRate): string =>
  `${String(rate.killed)} of ${String(rate.tried)} mutants killed (${rateOf(rate).toFixed(2)})`;

/** The rate of the accepted tree; `undefined` where its tests could not be measured. */
const rateBefore = async (
  ctx: SenseContext,
  baseline: Baseline,
  suite: SuiteOf,
  ms: number,
): Promise<KillRate | undefined> => {
  const rated = await killRate(ctx, baseline, suite, ms);
  return rated.kind === 'rated' ? rated.rate : undefined;
};

const measure = async (ctx: SenseContext, suite: SuiteOf, ms: number): Promise<Evidence> => {
  const { baseline } = ctx;
  const same = baseline !== undefined && sameTested(ctx, baseline, suite.convention.isTest);
  // A tree without tests needs no part of the time.
  const former = baseline === undefined || same ? undefined : await suiteOf(baseline);
  const share = former === undefined ? ms : ms / 2;
  const rated = await killRate(ctx, ctx, suite, share, ctx.earlier.get('test')?.ms);
  if (rated.kind === 'unknown') return skipped(ctx, 'mutation', rated.why);
  const { rate } = rated;
  const before =
    baseline === undefined || former === undefined
      ? undefined
      : await rateBefore(ctx, baseline, former, share);
  const { checked, held, drop } = judgeRate(rate, before);
  const owner = asksForTests(ctx);
  const known = same
    ? '; code and tests are those of the accepted tree'
    : before === undefined
      ? '; no accepted tree to hold it against'
      : `; in the accepted tree ${shown(before)}`;
  return measured(ctx, 'mutation', {
    note: `${shown(rate)}${known}`,
    checked,
    held,
    findings: [
      ...(drop === 'none' || before === undefined ? [] : [dropFinding(drop, rate, before, owner)]),
      ...livingFindings(rate, owner),
    ],
  });
};

/**
 * Kill rate: the part of a sample of small changes of the code that make a test fail. Mutants are
 * ours, not those of a tool such as Stryker or mutmut: these are packages that would have to be
 * installed into every product, and the sandbox has no network.
 */
export const mutationSensor: Sensor = {
  name: 'mutation',
  async sense(ctx) {
    const { mutationMs } = ctx;
    if (mutationMs === 0)
      return skipped(ctx, 'mutation', 'turned off (gates.mutationSeconds is 0)');
    const why = whyNotMeasured(ctx);
    if (why !== undefined) return skipped(ctx, 'mutation', why);
    const suite = await suiteOf(ctx);
    if (suite === undefined) return skipped(ctx, 'mutation', 'there are no tests');
    const { baseline } = ctx;
    if (baseline?.measured === true && sameTested(ctx, baseline, suite.convention.isTest)) {
      return skipped(
        ctx,
        'mutation',
        'code and tests are as in the accepted tree, where it was measured',
      );
    }
    return measure(ctx, suite, mutationMs);
  },
};
