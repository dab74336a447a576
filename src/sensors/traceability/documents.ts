import type { TreePath } from '../../domain/tree.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';

/** A document of the design, and the ids that stand in it. */
export interface DesignFile {
  readonly path: TreePath;
  readonly ids: ReadonlySet<string>;
}

const DESIGN = /^(design|docs\/(design|architecture|adr))(\/|[^/]*\.)/i;
const TEXT = /\.(md|markdown|txt|rst|adoc|json|ya?ml|feature|puml|mmd)$/i;
const MOST_FILES = 100;

/** Looks like an id of a scenario: letters, then a number. */
const ID = /(?<![\p{L}\p{N}_])[A-Za-z]{1,12}[-_.]?\d{1,6}(?:[.-]\d{1,4}){0,3}(?![\p{L}\p{N}_])/gu;

/** The documents that a design is made of. @param apis descriptions of the API, wherever they lie. */
export const readDesign = async (
  ctx: SenseContext,
  apis: readonly TreePath[],
): Promise<readonly DesignFile[]> => {
  const found = [...ctx.tree.keys()].filter((path) => DESIGN.test(path) && TEXT.test(path));
  const paths = [...new Set([...apis, ...found])];
  return Promise.all(
    paths.slice(0, MOST_FILES).map(async (path) => ({
      path,
      ids: new Set((await readText(ctx, path)).match(ID) ?? []),
    })),
  );
};
