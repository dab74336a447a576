import type { Digest } from '../domain/digest.ts';
import type { Matches } from '../domain/ownership.ts';
import type { PersonaId } from '../domain/persona.ts';
import type { Tree, TreeEntry } from '../domain/tree.ts';
import { canonicalJson, digestOf } from '../ports/digests.ts';

/** Whether a persona wrote this version of a file; run ids start with the persona's id. */
const wroteIt = (persona: PersonaId, { by }: TreeEntry): boolean => by.startsWith(`${persona}.`);

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
  const rows = [...tree]
    .filter(
      ([path, entry]) => !wroteIt(persona, entry) && globs.some((glob) => matches(glob, path)),
    )
    .map(([path, { blob, mode }]) => [path, blob, mode] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(canonicalJson(rows));
};
