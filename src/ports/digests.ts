import { createHash } from 'node:crypto';
import type { Digest } from '../domain/digest.ts';

/** SHA-256 of bytes, or of a text's UTF-8. */
export const digestOf = (content: Uint8Array | string): Digest =>
  createHash('sha256').update(content).digest('hex') as Digest;

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, canonical(item)]),
  );
};

/** JSON with sorted keys and without undefined fields, so that equal values have equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(canonical(value));
