import type { TreePath } from '../../domain/tree.ts';
import type { Baseline, SenseContext } from '../sensor.ts';
import type { Readable } from '../project.ts';
import { readText } from '../tree-files.ts';

/** A file of tests, or for them, that is not as it was; an absent text is an absent file. */
export interface Change {
  readonly path: TreePath;
  readonly before?: string;
  readonly after?: string;
}

const textIn = async (side: Readable, path: TreePath): Promise<string | undefined> =>
  side.tree.has(path) ? readText(side, path) : undefined;

/** Files that fit and differ from the baseline's, by path. */
export const changesIn = async (
  ctx: SenseContext,
  baseline: Baseline,
  fits: (path: TreePath) => boolean,
): Promise<readonly Change[]> => {
  const paths = [...new Set([...baseline.tree.keys(), ...ctx.tree.keys()])].filter(
    (path) => fits(path) && baseline.tree.get(path)?.blob !== ctx.tree.get(path)?.blob,
  );
  return Promise.all(
    paths.sort().map(async (path) => {
      const [before, after] = [await textIn(baseline, path), await textIn(ctx, path)];
      return {
        path,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      };
    }),
  );
};
