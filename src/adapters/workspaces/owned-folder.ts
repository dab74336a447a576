import { renameSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { hasEnded, ownName } from '../sandbox/process-table.ts';
import { walkFolder } from '../sandbox/walk.ts';
import type { Entry } from '../sandbox/walk.ts';

/** What is in a folder: a tree, a trial of the sandbox, a way into one, packages on their way. */
type Kind = 'tree' | 'trial' | 'forward' | 'outlet';

/** A new 0700 folder whose name says which process it belongs to, so that it can be swept later. */
export const createOwnedFolder = async (root: string, kind: Kind): Promise<string> => {
  await mkdir(root, { recursive: true, mode: 0o700 });
  return mkdtemp(path.join(root, `maestro-${kind}-${ownName()}-`));
};

/** The name of the process that a folder belongs to. */
const ownerOf = (name: string): string | undefined =>
  /^maestro-[a-z]+-(\d+-\d+-\d+-.*)$/.exec(name)?.[1];

/** At most so many folders are swept at once, so that a start stays quick. */
const SWEPT = 200;

/** Removes folders of all kinds that processes left which have ended since. @returns how many. */
export const sweepOwnedFolders = async (root: string): Promise<number> => {
  const names = await readdir(root).catch((): string[] => []);
  const stale = names
    .filter((name) => {
      const owner = ownerOf(name);
      return owner !== undefined && hasEnded(owner);
    })
    .slice(0, SWEPT);
  for (const name of stale) await removeFolder(path.join(root, name));
  return stale.length;
};

const remove = (dir: string): Promise<void> =>
  rm(dir, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });

/** So many of the longest names still make a path. */
const FLAT = 8;

/**
 * Generated code may have locked a folder against its owner, which a walk undoes, or put folders
 * into each other until no path reaches the last: these are moved to the top, piece by piece.
 */
const flatten = async (dir: string): Promise<void> => {
  const queue = [dir];
  for (const folder of queue) {
    const move = ({ names, stats, place }: Entry): boolean => {
      if (!stats.isDirectory() || names.length < FLAT) return true;
      const piece = path.join(dir, `.piece-${String(queue.length)}`);
      renameSync(place, piece);
      queue.push(piece);
      return true;
    };
    await walkFolder(folder, move, FLAT);
  }
};

/** Removes a folder and all in it; that it is gone already is no error. */
export const removeFolder = async (dir: string): Promise<void> => {
  try {
    await remove(dir);
  } catch {
    await flatten(dir);
    await remove(dir);
  }
};
