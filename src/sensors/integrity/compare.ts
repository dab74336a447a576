import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { TreePath } from '../../domain/tree.ts';
import { clip } from '../normalize.ts';
import type { Baseline, SenseContext } from '../sensor.ts';
import type { Change } from './changes.ts';
import { changedParts, settingsIn } from './configuration.ts';
import { unifiedDiff } from './diff.ts';
import { skipsIn } from './skips.ts';
import { namesIn } from './test-names.ts';
import { isSnapshot, isWholesale, rewrittenIn } from './snapshots.ts';

/** Two trees whose tests are compared. */
export interface Sides {
  readonly ctx: SenseContext;
  readonly baseline: Baseline;
}

/** Characters of a diff in a finding; all of it is in the log. */
const SHOWN = 1_200;

export const diffOf = ({ path, before = '', after = '' }: Change): string =>
  unifiedDiff(path, before, after);

/** Who changed a file: who produced it as it is now; for one that is gone, who had produced it. */
export const changedBy = ({ ctx, baseline }: Sides, path: TreePath): PersonaId =>
  ctx.tree.has(path) ? ctx.producerOf(path) : baseline.producerOf(path);

const weakening = (
  sides: Sides,
  rule: string,
  change: Change,
  said: { readonly expected: string; readonly message: string },
): Finding => ({
  severity: 'error',
  rule: `integrity.${rule}`,
  path: change.path,
  expected: said.expected,
  actual: clip(diffOf(change), SHOWN),
  message: said.message,
  owner: changedBy(sides, change.path),
});

/** Settings of tests that are not as they were accepted. */
export const changedSettings = (sides: Sides, changes: readonly Change[]): readonly Finding[] =>
  changes.flatMap((change) => {
    const { path, before, after } = change;
    const parts = changedParts(settingsIn(path, before), settingsIn(path, after));
    if (parts.length === 0) return [];
    const what = parts.join(', ');
    return [
      weakening(sides, 'configuration', change, {
        expected: `${what} as in the accepted tree`,
        message: `${path} changes how tests are run or counted (${what}): put it back as it was, or have a person accept it.`,
      }),
    ];
  });

/** Files in which more tests than before are told not to run. */
export const newSkips = (sides: Sides, changes: readonly Change[]): readonly Finding[] => {
  const risen = changes.map((change) => {
    const { path, before, after } = change;
    return { change, rise: skipsIn(path, after) - skipsIn(path, before) };
  });
  // A skipped test that moved to another file is no new one.
  if (risen.reduce((sum, { rise }) => sum + rise, 0) <= 0) return [];
  return risen
    .filter(({ rise }) => rise > 0)
    .map(({ change, rise }) =>
      weakening(sides, 'skipped', change, {
        expected: 'no test left out that was accepted as running',
        message: `${change.path} leaves out ${String(rise)} more tests than the accepted tree (skip, only, todo): let them run again.`,
      }),
    );
};

/** Test files that are gone, with tests that stand nowhere else. */
export const lostFiles = (sides: Sides, changes: readonly Change[]): readonly Finding[] => {
  const count = (text: 'before' | 'after'): readonly string[] =>
    changes.flatMap((change) => namesIn(change.path, change[text]));
  const now = count('after');
  if (now.length >= count('before').length) return [];
  const known = new Set(now);
  return changes.flatMap((change) => {
    if (change.after !== undefined) return [];
    const lost = namesIn(change.path, change.before).filter((name) => !known.has(name));
    if (lost.length === 0) return [];
    return [
      weakening(sides, 'deleted', change, {
        expected: 'every test of the accepted tree',
        message: `${change.path} is gone, and with it ${String(lost.length)} tests (${clip(lost.join(', '), 200)}): put them back.`,
      }),
    ];
  });
};

/** Snapshots of which most are not what they were. */
export const newSnapshots = (sides: Sides, changes: readonly Change[]): readonly Finding[] => {
  const snapshots = changes.filter(({ path, before }) => isSnapshot(path) && before !== undefined);
  const rewritten = rewrittenIn(snapshots);
  const [first] = snapshots;
  if (first === undefined || !isWholesale(rewritten)) return [];
  const { entries, changed } = rewritten;
  return [
    weakening(sides, 'snapshots', first, {
      expected: 'snapshots that change where the product was asked to',
      message: `${String(changed)} of ${String(entries)} snapshots are not what was accepted: a snapshot written anew lets everything pass. Put back those that no requirement changes.`,
    }),
  ];
};
