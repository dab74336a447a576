import { withTests } from '../trials/code-files.ts';
import { withoutEscapes } from '../normalize.ts';
import { frameworkOf } from '../test/canary/framework.ts';
import { readReports } from '../test/formats/index.ts';
import { total } from '../test/report.ts';
import type { TestReport } from '../test/report.ts';
import { commandFor } from '../trials/suites.ts';
import { runTrial, setUp } from '../trials/trial.ts';
import type { Tree, TreePath } from '../../domain/tree.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import type { Sides } from './compare.ts';
import { mixed } from './suite-trials.ts';

const WALL_MS = 30_000;

/** The accepted tests that changed or are gone, run on the code as it is now. */
export interface HeldTests {
  /** `null` when they were killed. */
  readonly exitCode: number | null;
  readonly report: Required<TestReport>;
}

/** Options by which the first failure ends the others, or that leave the count out of what is printed. */
const UNCOUNTED = new Set(['-x', '-f', '-q']);

type Side = 'before' | 'after';

const run = async (
  { ctx }: Sides,
  { script, step }: Accepted,
  tree: Tree,
  changes: readonly Change[],
  side: Side,
): Promise<HeldTests> => {
  const files = changes.filter((change) => withTests(change.path, change[side]));
  const [first] = files;
  if (first === undefined) return { exitCode: 0, report: total([]) };
  const framework = frameworkOf(script, first[side] ?? '');
  const paths = files.map(({ path }) => path);
  const [program, ...options] = commandFor(framework, script, step, paths);
  const argv = [program, ...options.filter((word) => !UNCOUNTED.has(word))] as const;
  const trial = await setUp(ctx, tree, new Map(), argv);
  const { exitCode, output } = await runTrial(ctx, trial, WALL_MS);
  return { exitCode, report: total(readReports(withoutEscapes(output))) };
};

/**
 * Runs accepted tests that changed or are gone on the code as it is now.
 * @param also what is taken as it was accepted beside the tests
 */
export const runHeldTests = (
  sides: Sides,
  accepted: Accepted,
  changes: readonly Change[],
  also: (path: TreePath) => boolean = () => false,
): Promise<HeldTests> => {
  const { ctx, baseline } = sides;
  const { isTest } = accepted.convention;
  const tree = mixed(ctx.tree, baseline.tree, (path) => isTest(path) || also(path));
  return run(sides, accepted, tree, changes, 'before');
};

/** Runs the tests that changed or came new, on the code as it is now. */
export const runNewTests = (
  sides: Sides,
  accepted: Accepted,
  changes: readonly Change[],
): Promise<HeldTests> => run(sides, accepted, sides.ctx.tree, changes, 'after');
