import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tree, TreePath } from '../../domain/tree.ts';
import type { Doubt, ProcessRan } from './ran.ts';

const isChanged = async (dir: string, tree: Tree, file: TreePath): Promise<boolean> => {
  const entry = tree.get(file);
  const place = path.join(dir, file);
  const found = await lstat(place).catch(() => undefined);
  if (entry === undefined || !found?.isFile() || found.size !== entry.size) return true;
  const digest = createHash('sha256')
    .update(await readFile(place))
    .digest('hex');
  return digest !== entry.blob;
};

/** Files that are spoken of, and that the run left otherwise than the tree has them. */
export const changedSources = async (
  dir: string,
  tree: Tree,
  processes: readonly ProcessRan[],
): Promise<readonly Doubt[]> => {
  const told = new Set(processes.flatMap((each) => [...each.keys()]));
  const doubts: Doubt[] = [];
  for (const file of told) {
    if (await isChanged(dir, tree, file)) {
      doubts.push({
        odd: true,
        path: file,
        what: 'the tests changed it, and counts are of another text',
      });
    }
  }
  return doubts;
};
