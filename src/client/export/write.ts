import { chmod, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../error-code.ts';

/** Drafts stand in the exported folder itself and name the process that writes them. */
const DRAFT = /^\.maestro-(\d+)-\d+\.draft$/;
let drafts = 0;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

/** Removes what exports that were cut off left behind. */
export const removeStaleDrafts = async (dir: string): Promise<void> => {
  for (const name of await readdir(dir)) {
    const pid = DRAFT.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    await rm(path.join(dir, name), { force: true });
  }
};

/** Replaces a file whole or not at all: a reader never sees half of it, also after a power cut. */
export const writeAtomically = async (
  dir: string,
  relative: string,
  bytes: Uint8Array,
  mode: number,
): Promise<void> => {
  drafts += 1;
  const draft = path.join(dir, `.maestro-${String(process.pid)}-${String(drafts)}.draft`);
  const file = path.join(dir, relative);
  try {
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await mkdir(path.dirname(file), { recursive: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
};

export const setMode = (dir: string, relative: string, mode: number): Promise<void> =>
  chmod(path.join(dir, relative), mode);

/** Removes a file, and the folders above it that are empty then. */
export const removeFile = async (dir: string, relative: string): Promise<void> => {
  await rm(path.join(dir, relative));
  const parts = relative.split('/').slice(0, -1);
  for (let depth = parts.length; depth > 0; depth -= 1) {
    try {
      await rmdir(path.join(dir, ...parts.slice(0, depth)));
    } catch {
      return; // Not empty: somebody else's files are in it, or ours.
    }
  }
};
