import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TreePath } from '../../domain/tree.ts';
import { JUNIT_MAX } from '../test/formats/junit.ts';

/** What is at a place of a folder that code of a product has worked in. */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'odd'; readonly what: string }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Reads a file without following anything: a link on the way could lead out of the folder. Nothing
 * may run in the folder meanwhile.
 */
export const readReport = async (dir: string, file: TreePath): Promise<Found> => {
  const parts = file.split('/');
  for (let count = 1; count <= parts.length; count += 1) {
    const place = path.join(dir, ...parts.slice(0, count));
    const found = await lstat(place).catch(() => undefined);
    if (found === undefined) return { kind: 'nothing' };
    const fits = count < parts.length ? found.isDirectory() : found.isFile();
    if (!fits) return { kind: 'odd', what: 'no plain file' };
    if (count === parts.length && found.size > JUNIT_MAX) {
      return { kind: 'odd', what: `longer than ${String(JUNIT_MAX / 1e6)} MB` };
    }
  }
  return { kind: 'text', text: await readFile(path.join(dir, file), 'utf8') };
};
