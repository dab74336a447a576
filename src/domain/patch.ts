import type { PersonaId } from './persona.ts';
import { clashOf } from './tree.ts';
import type { Tree, TreeEntry, TreePath } from './tree.ts';

/** What one persona run changed, against the tree that it started from. */
export interface Patch {
  readonly persona: PersonaId;
  readonly put: ReadonlyMap<TreePath, TreeEntry>;
  readonly remove: readonly TreePath[];
}

/** Two runs of one team did different things to one path; the first in team order stays. */
export interface MergeConflict {
  readonly path: TreePath;
  readonly kept: PersonaId;
  readonly dropped: PersonaId;
  /** Set where one of the two removed the file. */
  readonly removedBy?: PersonaId;
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

/** What became of a path, and everybody who wanted it so; content that is absent is a removal. */
interface Change {
  readonly entry: TreeEntry | undefined;
  readonly by: readonly [PersonaId, ...PersonaId[]];
}

const conflictOf = (
  path: TreePath,
  { entry: kept, by: [first] }: Change,
  dropped: PersonaId,
  entry: TreeEntry | undefined,
): MergeConflict => {
  const remover = kept === undefined ? first : entry === undefined ? dropped : undefined;
  return {
    path,
    kept: first,
    dropped,
    ...(remover === undefined ? {} : { removedBy: remover }),
  };
};

/** What each path becomes: as the first in team order has it. */
const changesOf = (
  patches: readonly Patch[],
  conflicts: MergeConflict[],
): ReadonlyMap<TreePath, Change> => {
  const changes = new Map<TreePath, Change>();
  const add = (persona: PersonaId, path: TreePath, entry: TreeEntry | undefined): void => {
    const first = changes.get(path);
    if (first === undefined) changes.set(path, { entry, by: [persona] });
    else if (same(first.entry, entry)) changes.set(path, { ...first, by: [...first.by, persona] });
    else conflicts.push(conflictOf(path, first, persona, entry));
  };
  for (const { persona, put, remove } of patches) {
    for (const path of remove) add(persona, path, undefined);
    for (const [path, entry] of put) add(persona, path, entry);
  }
  return changes;
};

/**
 * Applies patches in the given (team) order. The result does not depend on which run ended first:
 * a path that two changed differently keeps the first in team order and is reported (a removal is
 * a change like any other), and so is a file where another made a folder.
 */
export const mergePatches = (base: Tree, patches: readonly Patch[]): Merged => {
  const tree = new Map(base);
  const conflicts: MergeConflict[] = [];
  const changes = changesOf(patches, conflicts);
  // Removals first: a file may become a folder, whoever of the two comes first in team order.
  for (const [path, { entry }] of changes) if (entry === undefined) tree.delete(path);
  for (const [path, { entry, by }] of changes) {
    if (entry === undefined) continue;
    const clash = clashOf(tree, path);
    if (clash === undefined) {
      tree.set(path, entry);
      continue;
    }
    for (const dropped of by) {
      conflicts.push({ path, kept: changes.get(clash)?.by[0] ?? dropped, dropped });
    }
  }
  return { tree, conflicts };
};
