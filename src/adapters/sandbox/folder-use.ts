import { statSync } from 'node:fs';
import { openFilesOf } from './process-table.ts';
import { walkFolder } from './walk.ts';

/** What a folder takes of the disk. */
export interface FolderUse {
  readonly bytes: number;
  /** Files and folders, each of which takes an inode. */
  readonly files: number;
}

const NO_USE: FolderUse = { bytes: 0, files: 0 };

/** A file that takes no room still takes an inode: each counts as this many bytes. */
const ENTRY_BYTES = 512;

export const addUse = (a: FolderUse, b: FolderUse): FolderUse => ({
  bytes: a.bytes + b.bytes,
  files: a.files + b.files,
});

export const exceeds = (use: FolderUse, most: FolderUse): boolean =>
  use.bytes > most.bytes || use.files > most.files;

/** A sparse file counts as what it claims to be: whoever copies it may write it all. */
const bytesOf = ({ size, blocks }: { size: number; blocks: number }): number =>
  Math.max(size, blocks * 512) + ENTRY_BYTES;

/** What is below a folder; stops counting beyond `enough`. */
export const folderUse = async (
  dir: string,
  enough: FolderUse = { bytes: Infinity, files: Infinity },
): Promise<FolderUse> => {
  let use = NO_USE;
  await walkFolder(dir, ({ stats }) => {
    use = addUse(use, { bytes: bytesOf(stats), files: 1 });
    return !exceeds(use, enough);
  });
  return use;
};

/**
 * Bytes of files that have no name any more, but are still open: no walk finds them. Those that
 * are mapped only, or on their way through a socket, are not seen.
 */
export const namelessBytes = (dir: string, pids: readonly number[]): number => {
  const { dev } = statSync(dir);
  const seen = new Map<number, number>();
  for (const place of pids.flatMap(openFilesOf)) {
    try {
      const stats = statSync(place);
      if (stats.isFile() && stats.nlink === 0 && stats.dev === dev) {
        seen.set(stats.ino, bytesOf(stats));
      }
    } catch {
      // Closed since.
    }
  }
  return [...seen.values()].reduce((sum, bytes) => sum + bytes, 0);
};
