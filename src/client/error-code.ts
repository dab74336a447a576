import { isObject } from '../domain/brand.ts';

/** The code of a failed system call, such as `ENOENT`; `undefined` for anything else. */
export const errorCode = (error: unknown): string | undefined => {
  // Not by instanceof: errors of Node's own modules may come from another realm.
  const code = isObject(error) ? error['code'] : undefined;
  return typeof code === 'string' ? code : undefined;
};
