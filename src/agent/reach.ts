import { parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import { ownersOf } from '../domain/ownership.ts';
import type { Matches, Territory } from '../domain/ownership.ts';
import type { PersonaId } from '../domain/persona.ts';
import type { TreePath } from '../domain/tree.ts';

/** What one persona may read and write. */
export interface Reach {
  readonly mayRead: (path: TreePath) => boolean;
  /** The problem names who owns the path. */
  readonly mayWrite: (path: TreePath) => Parsed<undefined>;
}

export interface ReachOptions {
  readonly persona: PersonaId;
  readonly owns: readonly string[];
  /** Globs of its assignment. */
  readonly reads: readonly string[];
  /** Paths that its findings name: what is found fault with can be looked at. */
  readonly named: ReadonlySet<string>;
  readonly territories: readonly Territory[];
  /** Of a project that was there before the team: paths that this persona may write as well. */
  readonly adopts?: (path: TreePath) => boolean;
  readonly matches: Matches;
}

const ownerSentence = (path: TreePath, owners: readonly PersonaId[]): string =>
  owners.length === 0
    ? `Nobody owns "${path}".`
    : `"${path}" is owned by ${owners.join(' and ')}, who must write it.`;

/**
 * Reading: the assignment's globs, what findings name, and its own files; of a project that was
 * there before the team, everything. Writing: what it owns, the closest glob wins, and what it adopts.
 */
export const reachOf = (options: ReachOptions): Reach => {
  const { persona, owns, reads, named, territories, adopts, matches } = options;
  const isOwn = (path: TreePath): boolean => ownersOf(path, territories, matches).includes(persona);
  return {
    mayRead: (path) =>
      adopts !== undefined ||
      named.has(path) ||
      reads.some((glob) => matches(glob, path)) ||
      isOwn(path),
    mayWrite: (path) => {
      const owners = ownersOf(path, territories, matches);
      return owners.includes(persona) || adopts?.(path) === true
        ? parsed(undefined)
        : refused(`${ownerSentence(path, owners)} You own: ${owns.join(', ')}.`);
    },
  };
};
