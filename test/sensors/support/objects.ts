import type { Digest } from '../../../src/domain/digest.ts';
import { digestOf } from '../../../src/ports/digests.ts';
import { ObjectMissing } from '../../../src/ports/objects.ts';
import type { ObjectStore } from '../../../src/ports/objects.ts';

/** Objects of one test, in memory. */
export const memoryObjects = (): ObjectStore => {
  const kept = new Map<Digest, Uint8Array>();
  return {
    put: (bytes) => {
      const digest = digestOf(bytes);
      kept.set(digest, bytes);
      return Promise.resolve(digest);
    },
    get: (digest) => {
      const bytes = kept.get(digest);
      return bytes === undefined
        ? Promise.reject(new ObjectMissing(digest))
        : Promise.resolve(bytes);
    },
    has: (digest) => Promise.resolve(kept.has(digest)),
  };
};
