import { lchownSync } from 'node:fs';
import { lchown } from 'node:fs/promises';
import { walkFolder } from './walk.ts';

/** Gives a folder and all in it to a user; links are not followed. Only root can. */
export const giveTo = async (dir: string, id: number): Promise<void> => {
  await lchown(dir, id, id);
  await walkFolder(dir, ({ place, stats }) => {
    if (stats.uid === id && stats.gid === id) return true;
    try {
      // Node takes a path as bytes here as well; its types know text only for some calls.
      lchownSync(place, id, id);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return true;
  });
};
