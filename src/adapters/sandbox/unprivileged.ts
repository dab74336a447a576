import { giveTo } from './give.ts';

/** A user id that no system hands out; generated code has it when we are root. */
export const UNPRIVILEGED_ID = 61_700;

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Whose rights generated code has: ours, or nobody's when we are root. */
export const userOfCode = (): { readonly uid: number; readonly gid: number } =>
  isRoot()
    ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID }
    : {
        uid: process.getuid?.() ?? UNPRIVILEGED_ID,
        gid: process.getgid?.() ?? UNPRIVILEGED_ID,
      };

/** Lets generated code write to a folder of ours. */
export const giveToCode = async (dir: string): Promise<void> => {
  if (isRoot()) await giveTo(dir, UNPRIVILEGED_ID);
};
