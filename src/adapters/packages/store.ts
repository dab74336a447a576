import { randomUUID } from 'node:crypto';
import { chmodSync, lchownSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Digest } from '../../domain/digest.ts';
import type { SandboxResult } from '../../ports/sandbox.ts';
import { walkFolder } from '../sandbox/walk.ts';
import { removeFolder } from '../workspaces/owned-folder.ts';

/** What was installed for one key. */
export interface Kept {
  readonly dir: string;
  readonly names: readonly string[];
  readonly result: SandboxResult;
}

/** Folders of installed packages by key, each written once and never changed. */
export interface Store {
  readonly find: (key: Digest) => Promise<Kept | undefined>;
  /** Takes a folder over in which nothing runs any more; it must be on the same disk. */
  readonly keep: (key: Digest, folder: string, result: SandboxResult) => Promise<Kept>;
  /** Removes what was used least lately. */
  readonly prune: () => Promise<void>;
}

const CONTENT = 'content';
const RESULT = 'result.json';
const OUTPUT_BYTES = 200_000;

/** Kept at most, however lately they were used. */
const ENTRIES = 200;
const UNUSED_MS = 14 * 24 * 3_600_000;

/** Only we may write, everybody inside may read; no bits that would give anybody more. */
const makeOurs = async (dir: string): Promise<void> => {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  chmodSync(dir, 0o755);
  lchownSync(dir, uid, gid);
  await walkFolder(dir, ({ place, stats }) => {
    lchownSync(place, uid, gid);
    if (!stats.isSymbolicLink()) {
      chmodSync(place, stats.isDirectory() || (stats.mode & 0o100) !== 0 ? 0o755 : 0o644);
    }
    return true;
  });
};

const read = async (entry: string): Promise<Kept | undefined> => {
  try {
    const dir = path.join(entry, CONTENT);
    const result = JSON.parse(await readFile(path.join(entry, RESULT), 'utf8')) as SandboxResult;
    const names = (await readdir(dir)).sort();
    const now = new Date();
    await utimes(entry, now, now);
    return { dir, names, result };
  } catch {
    return undefined;
  }
};

const write = async (entry: string, folder: string, result: SandboxResult): Promise<void> => {
  await makeOurs(folder);
  const stage = `${entry}.${randomUUID()}`;
  await mkdir(stage, { mode: 0o700 });
  try {
    await rename(folder, path.join(stage, CONTENT));
    const { exitCode, output, timedOut, ms } = result;
    const kept = { exitCode, output: output.slice(-OUTPUT_BYTES), timedOut, ms };
    await writeFile(path.join(stage, RESULT), JSON.stringify(kept));
    // Whoever comes second finds the place taken, and uses what is there.
    await rename(stage, entry).catch(() => undefined);
  } finally {
    await removeFolder(stage);
  }
};

export const createStore = (root: string): Store => ({
  find: (key) => read(path.join(root, key)),
  async keep(key, folder, result) {
    const entry = path.join(root, key);
    await write(entry, folder, result);
    const kept = await read(entry);
    if (kept === undefined) throw new Error(`Installed packages could not be kept in ${entry}.`);
    return kept;
  },
  async prune() {
    const names = await readdir(root).catch((): string[] => []);
    const entries = await Promise.all(
      names.map(async (name) => ({
        name,
        used: (await lstat(path.join(root, name)).catch(() => undefined))?.mtimeMs ?? 0,
      })),
    );
    const stale = entries
      .toSorted((a, b) => b.used - a.used)
      .filter(({ used }, index) => index >= ENTRIES || Date.now() - used > UNUSED_MS);
    for (const { name } of stale) await removeFolder(path.join(root, name));
  },
});
