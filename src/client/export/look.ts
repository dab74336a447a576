/** What stands in the folder at a path, without following links. */
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Digest } from '../../domain/digest.ts';
import { digestOf } from '../../ports/digests.ts';
import { errorCode } from '../error-code.ts';

export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly digest: Digest; readonly executable: boolean }
  /** A link, folder or device: never ours. */
  | { readonly kind: 'other' }
  /** The way there leads over a link or a file, so nothing can be written there. */
  | { readonly kind: 'barred'; readonly by: string };

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');

const statOf = async (file: string): Promise<Awaited<ReturnType<typeof lstat>> | undefined> => {
  try {
    return await lstat(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/** The folder on the way to `relative` that is no real folder, or `undefined`. */
const barrier = async (dir: string, relative: string): Promise<string | undefined> => {
  const parts = relative.split('/').slice(0, -1);
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const parent = parts.slice(0, depth).join('/');
    const stat = await statOf(path.join(dir, parent));
    if (stat === undefined) return undefined;
    if (!stat.isDirectory()) return parent;
  }
  return undefined;
};

/** @param relative a path of a tree. */
export const look = async (dir: string, relative: string): Promise<Found> => {
  const by = await barrier(dir, relative);
  if (by !== undefined) return { kind: 'barred', by };
  const file = path.join(dir, relative);
  const stat = await statOf(file);
  if (stat === undefined) return { kind: 'nothing' };
  if (!stat.isFile()) return { kind: 'other' };
  const digest = digestOf(await readFile(file));
  return { kind: 'file', digest, executable: (Number(stat.mode) & 0o100) !== 0 };
};
