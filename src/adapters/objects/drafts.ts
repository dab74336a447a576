import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folders } from './durable-folders.ts';

/** No put takes this long; a temporary file that is older belongs to a process that died. In ms. */
const LEFTOVER_AGE_MS = 60 * 60 * 1_000;

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

/** Writes a file whole or not at all. */
export type WriteWhole = (path: string, bytes: Uint8Array) => Promise<void>;

/**
 * Files are written under a temporary name in `folder`, and then renamed. The first write removes
 * what earlier processes left half-written.
 */
export const draftsIn = (folder: string, { ready }: Folders): WriteWhole => {
  let swept: Promise<void> | undefined;
  return async (path, bytes) => {
    await ready(folder);
    // What can't be swept does no harm to this write.
    await (swept ??= sweep(folder).catch(() => undefined));
    const draft = join(folder, `${String(process.pid)}-${randomUUID()}`);
    try {
      await writeDurably(draft, bytes);
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  };
};
