import type { Brand } from './brand.ts';

/** SHA-256 of some bytes: 64 lower-case hexadecimal digits. */
export type Digest = Brand<string, 'Digest'>;

const DIGEST = /^[0-9a-f]{64}$/;

export const isDigest = (value: unknown): value is Digest =>
  typeof value === 'string' && DIGEST.test(value);

/** The first twelve digits, for people. */
export const shortDigest = (digest: Digest): string => digest.slice(0, 12);
