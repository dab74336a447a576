import type { Evidence } from '../../domain/evidence.ts';
import { measured, skipped } from '../evidence.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { whyNotMeasured } from '../trials/believed.ts';
import { sameTested } from '../trials/same-tested.ts';
import { suiteOf } from '../trials/suite-of.ts';
import type { SuiteOf } from '../trials/suite-of.ts';
import { reorderJavaScript } from './javascript.ts';
import type { Reorderable } from './plan.ts';
import { reorderPython } from './python.ts';
import { inOrders } from './in-orders.ts';
import { inUsedFolder, repeatOnce } from './repeats.ts';
import type { Outcome, Series } from './series.ts';

const reorderable = async (ctx: SenseContext, suite: SuiteOf): Promise<Reorderable | undefined> => {
  const { framework } = suite;
  if (framework === undefined) return undefined;
  return framework === 'pytest' || framework === 'unittest'
    ? reorderPython(ctx, suite, framework)
    : reorderJavaScript(ctx, suite);
};

const conclude = (ctx: SenseContext, outcomes: readonly Outcome[]): Evidence => {
  const sum = (of: 'runs' | 'held'): number =>
    outcomes.reduce((all, outcome) => all + outcome[of], 0);
  return measured(ctx, 'order', {
    note: outcomes.map(({ note }) => note).join('; '),
    checked: sum('runs'),
    held: sum('held'),
    findings: outcomes.flatMap(({ findings }) => findings),
  });
};

const measure = async (ctx: SenseContext, suite: SuiteOf): Promise<Evidence> => {
  const test = ctx.earlier.get('test');
  if (test === undefined) return skipped(ctx, 'order', 'its tests were not run');
  // Nor does what is planted in tests that can't be loaded, which says nothing of their runner.
  if (test.held === 0) return skipped(ctx, 'order', 'none of its tests passes');
  const series: Series = {
    ctx,
    suite,
    expected: test.checked,
    until: Date.now() + ctx.orderMs,
    wallMs: Math.min(ctx.limits.wallMs, 10_000 + 5 * test.ms),
  };
  const again = await repeatOnce(series, test);
  const { first, unsteady } = again;
  if (first.doubt !== undefined) return conclude(ctx, [again]);
  const reorder = await reorderable(ctx, suite);
  const orders = reorder === undefined ? [] : [await inOrders(series, reorder, first, unsteady)];
  return conclude(ctx, [again, ...orders, await inUsedFolder(series, first, unsteady)]);
};

/**
 * Runs the suite again as it is, and in other orders: tests that differ between equal runs are
 * flaky; those that pass in one order and fail in another depend on it.
 */
export const orderSensor: Sensor = {
  name: 'order',
  async sense(ctx) {
    if (ctx.orderMs === 0) return skipped(ctx, 'order', 'turned off (gates.orderSeconds is 0)');
    const why = whyNotMeasured(ctx);
    if (why !== undefined) return skipped(ctx, 'order', why);
    const suite = await suiteOf(ctx);
    if (suite === undefined) return skipped(ctx, 'order', 'there are no tests');
    const { baseline } = ctx;
    if (baseline?.measured === true && sameTested(ctx, baseline, suite.convention.isTest)) {
      return skipped(
        ctx,
        'order',
        'code and tests are as in the accepted tree, where it was measured',
      );
    }
    return measure(ctx, suite);
  },
};
