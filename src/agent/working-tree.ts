import { digestOf } from '../ports/digests.ts';
import type { ObjectStore } from '../ports/objects.ts';
import { parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import type { Digest } from '../domain/digest.ts';
import type { FileMode, Tree, TreeEntry, TreePath } from '../domain/tree.ts';
import { checkRemoval, checkWrite } from './write-limits.ts';
import type { WriteLimits } from './write-limits.ts';

/** The product as one persona run sees it: the tree that it started from, and what it did to it. */
export interface WorkingTree {
  /** As it is now; contents that were written may not be in the object store yet. */
  tree(): Tree;
  /** The text of a file, or why it can't be shown. */
  text(path: TreePath): Promise<Parsed<string>>;
  /** Keeps a file, or says why not; nothing changes then. */
  write(path: TreePath, content: string, mode?: FileMode): Parsed<TreeEntry>;
  /** Takes files of whatever kind out, all of them, or says why not; nothing changes then. */
  remove(paths: readonly TreePath[]): Parsed<undefined>;
  /** What the tree that it started from had, and it has no more. */
  removed(): readonly TreePath[];
  /** Puts every content of the tree that was written here into the object store, each once. */
  store(): Promise<Tree>;
}

export interface WorkingTreeOptions {
  readonly objects: ObjectStore;
  readonly start: Tree;
  /** Whose name stands on what is written. */
  readonly runId: string;
  readonly limits: WriteLimits;
}

const DECODER = new TextDecoder('utf-8', { fatal: true });

const decode = (path: TreePath, bytes: Uint8Array): Parsed<string> => {
  if (bytes.includes(0)) return refused(`"${path}" is not a text.`);
  try {
    return parsed(DECODER.decode(bytes));
  } catch {
    return refused(`"${path}" is not a text in UTF-8.`);
  }
};

export const createWorkingTree = (options: WorkingTreeOptions): WorkingTree => {
  const { objects, start, runId, limits } = options;
  const files = new Map(start);
  const written = new Map<Digest, Uint8Array>();
  const stored = new Set<Digest>();

  const entryFor = (path: TreePath, blob: Digest, size: number, mode: FileMode): TreeEntry => {
    const before = start.get(path);
    // Writing back what was there is no change, and leaves the producer as it was.
    if (before?.blob === blob && before.mode === mode) return before;
    return { blob, size, mode, by: runId };
  };

  return {
    tree: () => new Map(files),
    text: async (path) => {
      const entry = files.get(path);
      if (entry === undefined) return refused(`There is no file "${path}".`);
      return decode(path, written.get(entry.blob) ?? (await objects.get(entry.blob)));
    },
    write: (path, content, mode) => {
      const bytes = new TextEncoder().encode(content);
      const check = checkWrite(files, path, content, bytes.length, limits);
      if (!check.ok) return check;
      const blob = digestOf(bytes);
      const entry = entryFor(path, blob, bytes.length, mode ?? files.get(path)?.mode ?? 'file');
      files.set(path, entry);
      written.set(blob, bytes);
      return parsed(entry);
    },
    remove: (paths) => {
      const check = checkRemoval(files, paths);
      if (check.ok) for (const path of paths) files.delete(path);
      return check;
    },
    removed: () => [...start.keys()].filter((path) => !files.has(path)),
    store: async () => {
      const needed = new Set([...files.values()].map(({ blob }) => blob));
      for (const [blob, bytes] of written) {
        if (stored.has(blob) || !needed.has(blob)) continue;
        await objects.put(bytes);
        stored.add(blob);
      }
      return new Map(files);
    },
  };
};
