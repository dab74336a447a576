import { isObject, parsed, refused } from './brand.ts';
import type { Parsed } from './brand.ts';
import { byCodeUnits } from './order.ts';
import type { Patch } from './patch.ts';
import { parsePersonaId } from './persona.ts';
import { parseTree, parseTreePath } from './tree.ts';
import type { TreePath } from './tree.ts';

/** The one text of a patch: paths in code-unit order, so that equal patches have equal digests. */
export const encodePatch = ({ persona, put, remove }: Patch): string =>
  JSON.stringify({
    version: 1,
    persona,
    put: [...put.entries()]
      .sort(([a], [b]) => byCodeUnits(a, b))
      .map(([path, { blob, size, mode, by }]) => [path, blob, size, mode, by]),
    remove: [...remove].sort(byCodeUnits),
  });

const parsePaths = (values: readonly unknown[]): Parsed<readonly TreePath[]> => {
  const paths: TreePath[] = [];
  for (const value of values) {
    const path = parseTreePath(value);
    if (!path.ok) return path;
    paths.push(path.value);
  }
  return parsed(paths);
};

/** The inverse of {@link encodePatch}, for text that came from a store. */
export const parsePatch = (value: unknown): Parsed<Patch> => {
  if (!isObject(value) || value['version'] !== 1 || !Array.isArray(value['remove'])) {
    return refused('A patch is {"version":1,"persona":…,"put":[…],"remove":[…]}.');
  }
  const persona = parsePersonaId(value['persona']);
  if (!persona.ok) return persona;
  const put = parseTree({ version: 1, files: value['put'] });
  if (!put.ok) return put;
  const remove = parsePaths(value['remove']);
  if (!remove.ok) return remove;
  return parsed({ persona: persona.value, put: put.value, remove: remove.value });
};
