import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { digest } from './project.ts';

/** Results that survive a bench that was cut off, one file each, named by what they depend on. */
export interface Cache {
  readonly folder: string;
  /** What was kept for this key, else what `make` gives, which is kept then. */
  readonly keep: <T>(key: unknown, make: () => Promise<T>) => Promise<T>;
}

/** @param mayMake whether there is time to make what was not kept; else asking for it fails. */
export const openCache = async (folder: string, mayMake: () => boolean): Promise<Cache> => {
  const results = path.join(folder, 'results');
  await mkdir(results, { recursive: true });
  /** What is being made: asked for twice at once, it is made once. */
  const making = new Map<string, Promise<unknown>>();
  const keepAt = async <T>(file: string, key: unknown, make: () => Promise<T>): Promise<T> => {
    const kept = await readFile(file, 'utf8').catch(() => undefined);
    if (kept !== undefined) return (JSON.parse(kept) as { readonly result: T }).result;
    if (!mayMake()) throw new Error('there was no time left');
    const result = await make();
    // Whole or not at all: the bench may be ended while it writes.
    await writeFile(`${file}.new`, JSON.stringify({ key, result }));
    await rename(`${file}.new`, file);
    return result;
  };
  return {
    folder,
    keep<T>(key: unknown, make: () => Promise<T>): Promise<T> {
      const file = path.join(results, `${digest(key).slice(0, 32)}.json`);
      const made = (making.get(file) as Promise<T> | undefined) ?? keepAt(file, key, make);
      making.set(file, made);
      return made.finally(() => making.delete(file));
    },
  };
};
