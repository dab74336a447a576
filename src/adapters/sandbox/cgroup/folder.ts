import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';

/** Small files of the kernel: each call here is quick, and says whether it worked. */

export const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

export const tryWrite = (file: string, text: string): boolean => {
  try {
    writeFileSync(file, text);
    return true;
  } catch {
    return false;
  }
};

export const tryMake = (folder: string): boolean => {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
};

/** @returns whether it is gone; a group with a process in it can't be removed. */
export const tryRemove = (folder: string): boolean => {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
};

/** Pids in the folder of a group. */
export const membersOf = (folder: string): readonly number[] =>
  readText(`${folder}/cgroup.procs`).split('\n').filter(Boolean).map(Number);
