import pg from 'pg';

/** @throws RangeError beyond 2^53, where a number would silently be another one. */
const parseInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers.`);
  return value;
};

/** How values are read: Postgres' bigint as a number, everything else as `pg` does it. */
export const valueTypes = (): pg.TypeOverrides => {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, parseInt8);
  return types;
};
