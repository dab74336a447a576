import type { Digest } from '../../domain/digest.ts';
import { digestOf } from '../../ports/digests.ts';
import { ObjectMissing } from '../../ports/objects.ts';
import type { ObjectStore } from '../../ports/objects.ts';

/** Objects of one process, gone with it: for what is looked at once and leaves nothing behind. */
export const createMemoryObjects = (): ObjectStore => {
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
