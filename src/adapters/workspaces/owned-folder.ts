import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { hasEnded, ownName } from '../sandbox/process-table.ts';

/** A new 0700 folder whose name says which process it belongs to, so that it can be swept later. */
export const createOwnedFolder = async (root: string, prefix: string): Promise<string> => {
  await mkdir(root, { recursive: true, mode: 0o700 });
  return mkdtemp(path.join(root, `${prefix}${ownName()}-`));
};

/** At most so many folders are swept at once, so that a start stays quick. */
const SWEPT = 200;

/** Removes folders that processes left which have ended since. @returns how many. */
export const sweepOwnedFolders = async (root: string, prefix: string): Promise<number> => {
  const names = await readdir(root).catch((): string[] => []);
  const stale = names
    .filter((name) => name.startsWith(prefix) && /^\d+-\d+-\d+-/.test(name.slice(prefix.length)))
    .filter((name) => hasEnded(name.slice(prefix.length)))
    .slice(0, SWEPT);
  for (const name of stale) await removeFolder(path.join(root, name));
  return stale.length;
};

const remove = (dir: string): Promise<void> =>
  rm(dir, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });

/** Generated code may have locked a folder against its owner. */
const unlock = async (dir: string): Promise<void> => {
  await chmod(dir, 0o700);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) await unlock(path.join(dir, entry.name));
  }
};

/** Removes a folder and all in it; that it is gone already is no error. */
export const removeFolder = async (dir: string): Promise<void> => {
  try {
    await remove(dir);
  } catch {
    await unlock(dir);
    await remove(dir);
  }
};
