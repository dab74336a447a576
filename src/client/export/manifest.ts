/** What an export wrote into a folder, so that the next one can tell a person's changes from ours. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject, parsed, refused } from '../../domain/brand.ts';
import type { Parsed } from '../../domain/brand.ts';
import { isDigest } from '../../domain/digest.ts';
import type { Digest } from '../../domain/digest.ts';
import { byCodeUnits } from '../../domain/order.ts';
import { errorCode } from '../error-code.ts';
import { ExportRefused } from '../errors.ts';
import type { Files } from './targets.ts';
import { writeAtomically } from './write.ts';

/** In the exported folder, beside the product. */
export const MANIFEST_NAME = '.maestro.json';

export interface Manifest {
  readonly session: string;
  /** The tree that was exported last, or is being exported. */
  readonly tree: Digest;
  /**
   * By path, the digests of what we wrote there. Two while an export is under way: it may have been
   * cut off before or after that file.
   */
  readonly files: Files;
}

const parseFiles = (value: unknown): Files | undefined => {
  if (!isObject(value)) return undefined;
  const files = new Map<string, readonly Digest[]>();
  for (const [name, digests] of Object.entries(value)) {
    if (!Array.isArray(digests) || !digests.every(isDigest)) return undefined;
    files.set(name, digests);
  }
  return files;
};

const parseManifest = (value: unknown): Parsed<Manifest> => {
  if (!isObject(value) || value['version'] !== 1) return refused('it is of another version');
  const { session, tree } = value;
  const files = parseFiles(value['files']);
  return typeof session === 'string' && isDigest(tree) && files !== undefined
    ? parsed({ session, tree, files })
    : refused('it is damaged');
};

const damaged = (file: string, problem: string): ExportRefused =>
  new ExportRefused(
    `${file} can't be used: ${problem}. Remove it (files that differ then count as yours), or choose another folder.`,
  );

/** @throws ExportRefused when there is one that can't be read: guessing could lose a change. */
export const readManifest = async (dir: string): Promise<Manifest | undefined> => {
  const file = path.join(dir, MANIFEST_NAME);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw damaged(file, 'it is not readable');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged(file, 'it is not JSON');
  }
  const manifest = parseManifest(value);
  if (!manifest.ok) throw damaged(file, manifest.problem);
  return manifest.value;
};

export const writeManifest = async (dir: string, manifest: Manifest): Promise<void> => {
  const files = Object.fromEntries([...manifest.files].sort(([a], [b]) => byCodeUnits(a, b)));
  const text = JSON.stringify({ version: 1, ...manifest, files }, null, 1);
  await writeAtomically(dir, MANIFEST_NAME, new TextEncoder().encode(`${text}\n`), 0o644);
};
