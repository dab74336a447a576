import { errorCode } from '../error-code.ts';
import type { Step } from './plan.ts';

const REASONS: Readonly<Partial<Record<string, string>>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'there is no room on the disk',
  EDQUOT: 'there is no room left for you on the disk',
  ENAMETOOLONG: 'the name is too long for the file system',
};

/** Why the system refused, or `undefined` for an error that is none of the system's. */
const refusalOf = (error: unknown): string | undefined => {
  const code = errorCode(error);
  return code === undefined || !/^E[A-Z0-9]+$/.test(code) ? undefined : (REASONS[code] ?? code);
};

/** One path that the system refuses is reported, and no reason to leave out the others. */
export const attempt = async (work: () => Promise<Step>): Promise<Step> => {
  try {
    return await work();
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) throw error;
    return { kind: 'skip', reason };
  }
};
