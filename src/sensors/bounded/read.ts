import { refused } from '../../domain/brand.ts';
import type { Parsed } from '../../domain/brand.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { SenseContext } from '../sensor.ts';
import { READ_BYTES, readText } from '../tree-files.ts';
import { parseJson } from './json.ts';
import { parseYaml } from './yaml.ts';

/** A JSON or YAML file of a tree as a value, or what is wrong with it. */
export const readValue = async (ctx: SenseContext, path: TreePath): Promise<Parsed<unknown>> => {
  const size = ctx.tree.get(path)?.size ?? 0;
  if (size > READ_BYTES) return refused(`${String(size)} bytes long, which is more than 1 MB`);
  const text = await readText(ctx, path);
  return path.endsWith('.json') ? parseJson(text) : parseYaml(text);
};
