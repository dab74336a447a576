import type { PersonaId } from './persona.ts';
import { clashOf } from './tree.ts';
import type { Tree, TreeEntry, TreePath } from './tree.ts';

/** What one persona run changed, against the tree that it started from. */
export interface Patch {
  readonly persona: PersonaId;
  readonly put: ReadonlyMap<TreePath, TreeEntry>;
  readonly remove: readonly TreePath[];
}

/** Two runs of one team wrote different things to one path; the first in team order stays. */
export interface MergeConflict {
  readonly path: TreePath;
  readonly kept: PersonaId;
  readonly dropped: PersonaId;
}

export interface Merged {
  readonly tree: Tree;
  readonly conflicts: readonly MergeConflict[];
}

/** Content of a path after a patch; `undefined` is "removed". Who wrote it doesn't matter here. */
const same = (a: TreeEntry | undefined, b: TreeEntry | undefined): boolean =>
  a?.blob === b?.blob && a?.mode === b?.mode;

/** The difference between two trees as a patch; an unchanged file is no part of it. */
export const diffTrees = (persona: PersonaId, before: Tree, after: Tree): Patch => {
  const put = new Map<TreePath, TreeEntry>();
  for (const [path, entry] of after) if (!same(before.get(path), entry)) put.set(path, entry);
  return { persona, put, remove: [...before.keys()].filter((path) => !after.has(path)) };
};

/**
 * Applies patches in the given (team) order. The result does not depend on which run ended first:
 * a path that two changed differently keeps the first in team order and is reported, and so is a
 * file where another made a folder.
 */
export const mergePatches = (base: Tree, patches: readonly Patch[]): Merged => {
  const tree = new Map(base);
  const writer = new Map<TreePath, PersonaId>();
  const conflicts: MergeConflict[] = [];
  const apply = (persona: PersonaId, path: TreePath, entry: TreeEntry | undefined): void => {
    const earlier = writer.get(path);
    if (earlier !== undefined) {
      if (!same(tree.get(path), entry)) conflicts.push({ path, kept: earlier, dropped: persona });
      return;
    }
    const clash = entry === undefined ? undefined : clashOf(tree, path);
    if (clash !== undefined) {
      conflicts.push({ path, kept: writer.get(clash) ?? persona, dropped: persona });
      return;
    }
    writer.set(path, persona);
    if (entry === undefined) tree.delete(path);
    else tree.set(path, entry);
  };
  for (const { persona, put, remove } of patches) {
    // Removals first: a file may become a folder.
    for (const path of remove) apply(persona, path, undefined);
    for (const [path, entry] of put) apply(persona, path, entry);
  }
  return { tree, conflicts };
};
