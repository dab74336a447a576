import { isObject, parsed, refused } from '../../domain/brand.ts';
import type { JsonObject, Parsed } from '../../domain/brand.ts';
import type { TreePath } from '../../domain/tree.ts';
import { readValue } from '../bounded/read.ts';
import type { SenseContext } from '../sensor.ts';

/** A file that describes an API, as an object or as what keeps it from being one. */
export interface ApiFile {
  readonly path: TreePath;
  readonly root: Parsed<JsonObject>;
}

const NAME = /(^|\/)([\w.-]+\.)?(openapi|swagger)\.(json|ya?ml)$/i;
const NOT_OURS =
  /(^|\/)(node_modules|vendor|tests?|__tests__|fixtures?|testdata|examples?|dist|build)\//i;

const MOST_FILES = 5;

/** The OpenAPI documents of a tree, by name; nothing that they refer to is fetched. */
export const readApis = async (ctx: SenseContext): Promise<readonly ApiFile[]> => {
  const paths = [...ctx.tree.keys()].filter((path) => NAME.test(path) && !NOT_OURS.test(path));
  return Promise.all(
    paths.slice(0, MOST_FILES).map(async (path): Promise<ApiFile> => {
      const value = await readValue(ctx, path);
      if (!value.ok) return { path, root: value };
      const { value: root } = value;
      return { path, root: isObject(root) ? parsed(root) : refused('not an object') };
    }),
  );
};
