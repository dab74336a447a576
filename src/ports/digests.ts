import { createHash } from 'node:crypto';
import type { Digest } from '../domain/digest.ts';

/** SHA-256 of bytes, or of a text's UTF-8. */
export const digestOf = (content: Uint8Array | string): Digest =>
  createHash('sha256').update(content).digest('hex') as Digest;
