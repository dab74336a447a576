import type { Digest } from '../../domain/digest.ts';
import type { Step } from './plan.ts';
import { BESIDE } from './targets.ts';
import type { Targets } from './targets.ts';

/** A file that a person changed, so that the product's version was not written over it. */
export interface Conflict {
  readonly path: string;
  /** Where the product's version stands instead; absent when that place was taken as well. */
  readonly beside?: string;
}

/** What an export did. Paths are relative to `dir` and sorted. */
export interface ExportReport {
  /** Absolute. */
  readonly dir: string;
  readonly session: string;
  readonly tree: Digest;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Files that were as they should be already. */
  readonly unchanged: number;
  readonly conflicts: readonly Conflict[];
  /** No longer in the product, but a person changed them: left where they are. */
  readonly kept: readonly string[];
  /** Could not be written, or removed. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

const conflictsOf = (tree: Targets, steps: ReadonlyMap<string, Step>): readonly Conflict[] =>
  [...tree.keys()].sort().flatMap((name): readonly Conflict[] => {
    if (steps.get(name)?.kind !== 'keep') return [];
    const beside = `${name}${BESIDE}`;
    const kind = tree.has(beside) ? undefined : steps.get(beside)?.kind;
    const isThere = kind !== undefined && kind !== 'keep' && kind !== 'skip';
    return [isThere ? { path: name, beside } : { path: name }];
  });

/** The report of what was done, path by path. */
export const reportOf = (
  tree: Targets,
  steps: ReadonlyMap<string, Step>,
): Omit<ExportReport, 'dir' | 'session' | 'tree'> => {
  const of = (...kinds: readonly Step['kind'][]): readonly string[] =>
    [...steps].flatMap(([name, { kind }]) => (kinds.includes(kind) ? [name] : [])).sort();
  const isWanted = (name: string): boolean => tree.has(name);
  return {
    written: of('write', 'chmod').filter(isWanted),
    removed: of('remove'),
    unchanged: of('unchanged').filter(isWanted).length,
    conflicts: conflictsOf(tree, steps),
    kept: of('keep').filter((name) => !isWanted(name) && !name.endsWith(BESIDE)),
    skipped: [...steps].flatMap(([name, step]) =>
      step.kind === 'skip' ? [{ path: name, reason: step.reason }] : [],
    ),
  };
};
