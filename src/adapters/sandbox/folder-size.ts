import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A file that takes no room still takes an inode: each counts as this many bytes. */
const ENTRY_BYTES = 512;

/** Room that the files below a folder take, in bytes; stops counting beyond `enough`. */
export const folderBytes = async (dir: string, enough: number): Promise<number> => {
  const queue = [dir];
  let bytes = 0;
  for (const folder of queue) {
    // Files come and go while we look: whatever can't be read any more takes no room.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) queue.push(file);
      const blocks = await lstat(file).then(
        (found) => found.blocks,
        () => 0,
      );
      bytes += blocks * 512 + ENTRY_BYTES;
      if (bytes > enough) return bytes;
    }
  }
  return bytes;
};
