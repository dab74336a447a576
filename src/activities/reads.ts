import { canonicalJson } from '../domain/canonical-json.ts';
import type { Digest } from '../domain/digest.ts';
import { byCodeUnits } from '../domain/order.ts';
import type { Matches } from '../domain/ownership.ts';
import type { PersonaId } from '../domain/persona.ts';
import type { Tree, TreeEntry, TreePath } from '../domain/tree.ts';
import { digestOf } from '../ports/digests.ts';

/** Whether a persona wrote this version of a file; run ids start with the persona's id. */
const wroteIt = (persona: PersonaId, { by }: TreeEntry): boolean => by.startsWith(`${persona}.`);

type Row = readonly [path: TreePath, blob: Digest, mode: TreeEntry['mode']];

/** What some files of a tree hold, in one order whatever the tree's. */
export const contentsOf = (
  tree: Tree,
  wanted: (path: TreePath, entry: TreeEntry) => boolean,
): readonly Row[] =>
  [...tree]
    .filter(([path, entry]) => wanted(path, entry))
    .map(([path, { blob, mode }]): Row => [path, blob, mode])
    .toSorted(([a], [b]) => byCodeUnits(a, b));

/**
 * The digest of what a persona is given to read, its own files left out: as long as it stays the
 * same, and no finding is open, the persona need not run again.
 */
export const readsDigest = (
  persona: PersonaId,
  globs: readonly string[],
  tree: Tree,
  matches: Matches,
): Digest => {
  const given = (path: TreePath, entry: TreeEntry): boolean =>
    !wroteIt(persona, entry) && globs.some((glob) => matches(glob, path));
  return digestOf(canonicalJson(contentsOf(tree, given)));
};
