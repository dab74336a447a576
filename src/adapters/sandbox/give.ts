import { lchown, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Gives a folder and all in it to a user; links are not followed. Only root can. */
export const giveTo = async (dir: string, id: number): Promise<void> => {
  await lchown(dir, id, id);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const file = path.join(dir, entry.name);
    await (entry.isDirectory() ? giveTo(file, id) : lchown(file, id, id));
  }
};
