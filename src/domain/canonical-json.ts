import { isObject } from './brand.ts';
import { byCodeUnits } from './order.ts';

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => byCodeUnits(a, b)).map(([key, item]) => [key, canonical(item)]),
  );
};

/** JSON with sorted keys and without undefined fields, so that equal values have equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(canonical(value));
