import { byCodeUnits } from '../domain/order.ts';
import { parsePatch } from '../domain/patch-codec.ts';
import type { Removal } from '../domain/quality-report.ts';
import type { Tree, TreePath } from '../domain/tree.ts';
import { getJson } from '../ports/objects.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { RunRow } from '../ports/records.ts';

/**
 * What runs removed and nobody wrote again, by path. A removal that a merge dropped is none: the
 * file is there.
 * @param rows in the order of their start.
 * @throws ObjectMissing, ObjectDamaged
 */
export const removalsIn = async (
  objects: ObjectStore,
  tree: Tree,
  rows: readonly RunRow[],
): Promise<readonly Removal[]> => {
  const gone = new Map<TreePath, string>();
  for (const { runId, patch } of rows) {
    if (patch === undefined) continue;
    const { remove } = await getJson(objects, patch, parsePatch);
    for (const path of remove) if (!tree.has(path)) gone.set(path, runId);
  }
  return [...gone]
    .map(([path, removedBy]) => ({ path, removedBy }))
    .toSorted((a, b) => byCodeUnits(a.path, b.path));
};
