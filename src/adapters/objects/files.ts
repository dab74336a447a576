import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDigest } from '../../domain/digest.ts';
import type { Digest } from '../../domain/digest.ts';
import { digestOf } from '../../ports/digests.ts';
import { ObjectDamaged, ObjectMissing } from '../../ports/objects.ts';
import type { ObjectStore } from '../../ports/objects.ts';

/** No put takes this long; a temporary file that is older belongs to a process that died. In ms. */
const LEFTOVER_AGE_MS = 60 * 60 * 1_000;

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

/** Makes the names in a folder durable. */
const syncFolder = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Removes what puts of processes that died have left; what others still write is younger. */
const sweep = async (folder: string): Promise<void> => {
  const oldest = Date.now() - LEFTOVER_AGE_MS;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Another process may sweep at the same time.
    const info = await stat(path).catch(() => undefined);
    if (info !== undefined && info.mtimeMs < oldest) await rm(path, { force: true });
  }
};

interface Folders {
  /** Makes a folder once, durably, by what this process has seen of it. */
  readonly ready: (folder: string) => Promise<void>;
  /** What was made may have been removed since: all is looked at again. */
  readonly forget: () => void;
}

const foldersOf = (dir: string): Folders => {
  const made = new Map<string, Promise<void>>();
  const make = async (folder: string): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Also when it was there: who made it may not have got as far as this.
    await syncFolder(dirname(folder));
    if (dirname(folder) !== dir) await syncFolder(dir);
  };
  return {
    ready: (folder) => {
      const known = made.get(folder);
      if (known !== undefined) return known;
      const making = make(folder);
      made.set(folder, making);
      making.catch(() => made.delete(folder));
      return making;
    },
    forget: () => {
      made.clear();
    },
  };
};

/**
 * An object store of files, each named by the SHA-256 of its bytes. When `put` returns, the bytes
 * survive a power cut; a file under its final name is always whole. Many processes may share the
 * folder. The first `put` removes what earlier processes left half-written.
 * @param dir made when missing.
 */
export const createFileObjects = (dir: string): ObjectStore => {
  const temporary = join(dir, TEMPORARY);
  const { ready, forget } = foldersOf(dir);
  let swept: Promise<void> | undefined;

  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    await ready(temporary);
    // What can't be swept does no harm to this put.
    await (swept ??= sweep(temporary).catch(() => undefined));
    const draft = join(temporary, `${String(process.pid)}-${randomUUID()}`);
    try {
      await writeDurably(draft, bytes);
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  };

  const keep = async (path: string, bytes: Uint8Array): Promise<void> => {
    await ready(dirname(path));
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
        forget();
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
