import pg from 'pg';
import type { CustomTypesConfig } from 'pg';

/** @throws RangeError beyond 2^53, where a number would silently be another one. */
export const parseInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers.`);
  return value;
};

/** Postgres' bigint as a number; everything else as `pg` reads it. */
export const numericTypes: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 && format !== 'binary'
      ? parseInt8
      : pg.types.getTypeParser(oid, format),
};
