import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { openFilesOf } from './process-table.ts';
import { SandboxFailed } from './sandbox-failed.ts';
import { DEEPEST, walkFolder } from './walk.ts';
import type { Entry } from './walk.ts';

/** What a folder takes of the disk. */
export interface FolderUse {
  readonly bytes: number;
  /** Files and folders, each of which takes an inode. */
  readonly files: number;
}

export const NO_USE: FolderUse = { bytes: 0, files: 0 };

/** The last block of a file is seldom full; what is beyond that was set aside by it. */
const BLOCK_BYTES = 4_096;

export const addUse = (a: FolderUse, b: FolderUse): FolderUse => ({
  bytes: a.bytes + b.bytes,
  files: a.files + b.files,
});

export const exceeds = (use: FolderUse, most: FolderUse): boolean =>
  use.bytes > most.bytes || use.files > most.files;

/** A sparse file counts as what it claims to be: whoever copies it may write it all. */
const bytesOf = ({ size, blocks }: Stats): number => Math.max(size, blocks * 512 - BLOCK_BYTES);

/** What one entry takes; a folder too deep to be looked into may hold anything. */
export const useOf = ({ names, stats }: Entry): FolderUse => ({
  bytes: bytesOf(stats),
  files: stats.isDirectory() && names.length >= DEEPEST ? Infinity : 1,
});

/** What is below a folder; stops counting beyond `enough`. */
export const folderUse = async (
  dir: string,
  enough: FolderUse = { bytes: Infinity, files: Infinity },
): Promise<FolderUse> => {
  let use = NO_USE;
  await walkFolder(dir, (entry) => {
    use = addUse(use, useOf(entry));
    return !exceeds(use, enough);
  });
  return use;
};

/** The same of a folder that a command is to work in. @throws SandboxFailed when it is too deep. */
export const useBefore = async (dir: string): Promise<FolderUse> => {
  const use = await folderUse(dir);
  if (use.files !== Infinity) return use;
  throw new SandboxFailed(`The working folder has more than ${String(DEEPEST)} folders in a row.`);
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
