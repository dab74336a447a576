import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDigest } from '../../domain/digest.ts';
import type { Digest } from '../../domain/digest.ts';
import { digestOf } from '../../ports/digests.ts';
import { ObjectDamaged, ObjectMissing } from '../../ports/objects.ts';
import type { ObjectStore } from '../../ports/objects.ts';
import { draftsIn } from './drafts.ts';
import { foldersOf, syncFolder } from './durable-folders.ts';

const TEMPORARY = 'tmp';

/** `ab/cd/abcd…`: 65,536 folders, so that none grows large. */
const pathOf = (dir: string, digest: Digest): string =>
  join(dir, digest.slice(0, 2), digest.slice(2, 4), digest);

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

const read = async (path: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/**
 * An object store of files, each named by the SHA-256 of its bytes. When `put` returns, the bytes
 * survive a power cut; a file under its final name is always whole. Many processes may share the
 * folder. The first `put` removes what earlier processes left half-written.
 * @param dir made when missing.
 */
export const createFileObjects = (dir: string): ObjectStore => {
  const folders = foldersOf(dir);
  const write = draftsIn(join(dir, TEMPORARY), folders);

  const keep = async (path: string, bytes: Uint8Array): Promise<void> => {
    await folders.ready(dirname(path));
    // A damaged file is written again, so that a put mends it.
    const kept = await read(path);
    if (kept === undefined || Buffer.compare(kept, bytes) !== 0) await write(path, bytes);
    // Also when it was there: who renamed it may not have got as far as this.
    await syncFolder(dirname(path));
  };

  return {
    put: async (bytes) => {
      const digest = digestOf(bytes);
      const path = pathOf(dir, digest);
      try {
        await keep(path, bytes);
      } catch (error) {
        if (!isMissing(error)) throw error;
        // Somebody removed or moved the store away under us: once more, from the folders on.
        folders.forget();
        await keep(path, bytes);
      }
      return digest;
    },
    get: async (digest) => {
      const bytes = isDigest(digest) ? await read(pathOf(dir, digest)) : undefined;
      if (bytes === undefined) throw new ObjectMissing(digest);
      if (digestOf(bytes) !== digest) throw new ObjectDamaged(digest, 'its bytes have changed');
      return bytes;
    },
    has: async (digest) => {
      if (!isDigest(digest)) return false;
      const info = await stat(pathOf(dir, digest)).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      return info !== undefined;
    },
  };
};
