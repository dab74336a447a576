import { lstat, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TreePath } from '../domain/tree.ts';

/** A link in the way of a file that is to be written: code of the product put it there. */
export class LinkInTheWay extends Error {
  override readonly name = 'LinkInTheWay';
}

/**
 * Writes a file into a folder that code of a product may have worked in before: nothing there is
 * followed, and what stands in the way is removed. Nothing may run in the folder meanwhile.
 * @throws LinkInTheWay when a folder of the path is none.
 */
export const putFile = async (dir: string, file: TreePath, text: string): Promise<void> => {
  await removeFile(dir, file);
  await writeFile(path.join(dir, file), text, { flag: 'wx', mode: 0o644 });
};

/** Removes what stands at a path, following nothing. @throws LinkInTheWay */
export const removeFile = async (dir: string, file: TreePath): Promise<void> => {
  const parts = file.split('/');
  for (let count = 1; count < parts.length; count += 1) {
    const folder = path.join(dir, ...parts.slice(0, count));
    if (!(await lstat(folder)).isDirectory()) {
      throw new LinkInTheWay(`${parts.slice(0, count).join('/')} is no folder any more.`);
    }
  }
  await rm(path.join(dir, file), { force: true, recursive: true });
};
