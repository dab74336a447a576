import { errorCode } from '../error-code.ts';
import { ObjectDamaged, ObjectMissing } from '../../ports/objects.ts';
import type { Step } from './plan.ts';

const REASONS: Readonly<Partial<Record<string, string>>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'there is no room on the disk',
  EDQUOT: 'there is no room left for you on the disk',
  ENAMETOOLONG: 'the name is too long for the file system',
};

/** Why the system refused, or the object store; `undefined` for any other error. */
const refusalOf = (error: unknown): string | undefined => {
  if (error instanceof ObjectMissing) return 'its bytes are no longer in the object store';
  if (error instanceof ObjectDamaged) return 'its bytes in the object store are damaged';
  const code = errorCode(error);
  return code === undefined || !/^E[A-Z0-9]+$/.test(code) ? undefined : (REASONS[code] ?? code);
};

/** One path that is refused is reported, and no reason to leave out the others. */
export const attempt = async (work: () => Promise<Step>): Promise<Step> => {
  try {
    return await work();
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) throw error;
    return { kind: 'skip', reason };
  }
};
