import type { Tree, TreePath } from '../../domain/tree.ts';
import { spliced } from '../code/splice.ts';
import { COMMAND_ENV, requireSandbox } from '../command.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { putFile } from '../put-file.ts';
import type { SenseContext } from '../sensor.ts';
import { HINTS } from './covered.ts';
import type { SandboxResult } from '../../ports/sandbox.ts';

/** A suite over some code, in a folder that it may change. */
export interface Trial {
  readonly dir: string;
  /** Files that were written over those of the tree. */
  readonly over: ReadonlyMap<TreePath, string>;
  readonly argv: readonly [string, ...string[]];
}

/** A folder of a tree with some files as these texts. */
export const setUp = async (
  ctx: SenseContext,
  tree: Tree,
  over: ReadonlyMap<TreePath, string>,
  argv: Trial['argv'],
): Promise<Trial> => {
  const dir = await ctx.folderOf(tree);
  for (const [file, text] of over) await putFile(dir, file, text);
  return { dir, over, argv };
};

/** Runs the suite. @param wallMs the most it may take. @param hints whether Node says what ran. */
export const runTrial = (
  ctx: SenseContext,
  { dir, argv }: Trial,
  wallMs: number,
  hints = false,
): Promise<SandboxResult> => {
  const limits = { ...ctx.limits, wallMs: Math.min(wallMs, ctx.limits.wallMs) };
  // A compiled file of the same second and size would be taken for the changed one.
  const env = {
    ...COMMAND_ENV,
    PYTHONDONTWRITEBYTECODE: '1',
    ...(hints ? { NODE_V8_COVERAGE: HINTS } : {}),
  };
  return requireSandbox(ctx).run({ dir, argv, env, limits, signal: ctx.signal });
};

/** Trials that may run beside each other: a plain child process shares its ports with another. */
export const atOnce = ({ sandbox }: SenseContext): number =>
  sandbox?.kind === 'bubblewrap' ? 2 : 1;

/** Runs the suite on a mutant. @param text of the file that the mutant changes. */
export const runOn = async (
  ctx: SenseContext,
  trial: Trial,
  mutant: Mutant,
  text: string,
  wallMs: number,
): Promise<SandboxResult> => {
  await putFile(trial.dir, mutant.path, spliced(text, [mutant]));
  try {
    return await runTrial(ctx, trial, wallMs);
  } finally {
    await putFile(trial.dir, mutant.path, text);
  }
};

/** Whether the suite fails on a mutant: see `runOn`. */
export const kills = async (...given: Parameters<typeof runOn>): Promise<boolean> =>
  (await runOn(...given)).exitCode !== 0;
