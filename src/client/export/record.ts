/** What the manifest says while an export is under way, and afterwards. */
import type { Digest } from '../../domain/digest.ts';
import type { Step } from './plan.ts';
import { BESIDE } from './targets.ts';
import type { Files, Targets } from './targets.ts';

const both = (before: readonly Digest[] | undefined, now: Digest): readonly Digest[] => [
  ...new Set([...(before ?? []), now]),
];

/** Names everything that may be written, before anything is. */
export const pending = (ours: Files, tree: Targets, beside: Targets): Files => {
  const files = new Map(ours);
  for (const [name, { blob }] of [...tree, ...beside]) {
    // Where a version goes beside, the file itself is not written and not given to anybody yet.
    if (!beside.has(`${name}${BESIDE}`)) files.set(name, both(ours.get(name), blob));
  }
  return files;
};

/** Names what was written, and of files that a person changed the versions that they know. */
export const settled = (
  ours: Files,
  tree: Targets,
  beside: Targets,
  steps: ReadonlyMap<string, Step>,
): Files => {
  const files = new Map<string, readonly Digest[]>();
  for (const [name, { blob }] of [...tree, ...beside]) {
    const kind = steps.get(name)?.kind;
    const before = ours.get(name);
    if (kind !== 'keep' && kind !== 'skip') files.set(name, [blob]);
    else if (beside.has(`${name}${BESIDE}`)) files.set(name, both(before, blob));
    else if (before !== undefined) files.set(name, before);
  }
  for (const [name, before] of ours) {
    // It should have been removed, and could not be: it is still ours.
    if (!files.has(name) && steps.get(name)?.kind === 'skip') files.set(name, before);
  }
  return files;
};
