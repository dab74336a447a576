import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the names in a folder durable. */
export const syncFolder = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** The folders below one, made durably when they are needed. */
export interface Folders {
  /** Makes a folder once, durably, by what this process has seen of it. */
  readonly ready: (folder: string) => Promise<void>;
  /** What was made may have been removed since: all is looked at again. */
  readonly forget: () => void;
}

export const foldersOf = (dir: string): Folders => {
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
