import { withTests } from '../trials/code-files.ts';
import { withoutEscapes } from '../normalize.ts';
import { frameworkOf } from '../test/canary/framework.ts';
import { readReports } from '../test/formats/index.ts';
import { total } from '../test/report.ts';
import type { TestReport } from '../test/report.ts';
import { commandFor } from '../trials/suites.ts';
import { runTrial, setUp } from '../trials/trial.ts';
import type { Trial } from '../trials/trial.ts';
import type { Tree, TreePath } from '../../domain/tree.ts';
import type { SandboxResult } from '../../ports/sandbox.ts';
import { COMMAND_ENV, requireSandbox } from '../command.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import type { Sides } from './compare.ts';
import { mixed } from './suite-trials.ts';

const WALL_MS = 30_000;

type Argv = Trial['argv'];

/** What a run of tests came to, by what it printed. */
export interface HeldTests {
  /** `null` when they were killed. */
  readonly exitCode: number | null;
  readonly report: Required<TestReport>;
}

/** Options by which the first failure ends the others, or that leave the count out of what is printed. */
const UNCOUNTED = new Set(['-x', '-f', '-q']);

/** Options by which a runner prints the names of tests that passed, where it needs any. */
const NAMING: Readonly<Record<string, readonly string[]>> = {
  pytest: ['-rfEp'],
  unittest: ['-v'],
};

/** A command of tests as one that runs all of them, counts them, and names them where it can. */
export const counting = ([program, ...options]: Argv): Argv => [
  program,
  ...options.filter((word) => !UNCOUNTED.has(word)),
  ...(NAMING[options[1] ?? ''] ?? []),
];

const heldIn = ({ exitCode, output }: SandboxResult): HeldTests => ({
  exitCode,
  report: total(readReports(withoutEscapes(output))),
});

/**
 * Runs all tests of a tree as they are always run, by the product's own command and with nothing
 * else in its environment; only options that print counts and names differ.
 * @param over what is written over files of the tree
 */
export const runAsAlways = async (
  { ctx }: Sides,
  { step }: Accepted,
  tree: Tree,
  over: ReadonlyMap<TreePath, string>,
): Promise<HeldTests> => {
  const { dir, argv } = await setUp(ctx, tree, over, counting(step.argv));
  const limits = { ...ctx.limits, wallMs: Math.min(WALL_MS, ctx.limits.wallMs) };
  const { signal } = ctx;
  return heldIn(await requireSandbox(ctx).run({ dir, argv, env: COMMAND_ENV, limits, signal }));
};

/**
 * Runs test files of a tree so that all that they say is printed, with names where they can be had.
 * @param texts the test files as they stand there @param over what is written over files of the tree
 */
export const runCounted = async (
  { ctx }: Sides,
  { script, step }: Accepted,
  tree: Tree,
  texts: ReadonlyMap<TreePath, string>,
  over: ReadonlyMap<TreePath, string> = new Map(),
): Promise<HeldTests> => {
  const [first] = texts.values();
  if (first === undefined) return { exitCode: 0, report: total([]) };
  const framework = frameworkOf(script, first);
  const argv = commandFor(framework, script, step, [...texts.keys()]);
  const trial = await setUp(ctx, tree, over, counting(argv));
  return heldIn(await runTrial(ctx, trial, WALL_MS));
};

type Side = 'before' | 'after';

/** Those of the files that changed that have tests on a side, as they are there. */
export const testsOn = (changes: readonly Change[], side: Side): ReadonlyMap<TreePath, string> =>
  new Map(
    changes.flatMap((change) => {
      const text = change[side];
      return text !== undefined && withTests(change.path, text) ? [[change.path, text]] : [];
    }),
  );

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
  return runCounted(sides, accepted, tree, testsOn(changes, 'before'));
};

/** Runs the tests that changed or came new, on the code as it is now. */
export const runNewTests = (
  sides: Sides,
  accepted: Accepted,
  changes: readonly Change[],
): Promise<HeldTests> => runCounted(sides, accepted, sides.ctx.tree, testsOn(changes, 'after'));
