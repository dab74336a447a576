import type { Change } from './changes.ts';

const SNAPSHOT = /\.(snap|ambr)$|(^|\/)__snapshots__\//;

export const isSnapshot = (path: string): boolean => SNAPSHOT.test(path);

/** This part of all entries, and two at least, is more than a change of the product asks for. */
const WHOLESALE = 0.5;
const LEAST = 2;

/** The entries of a snapshot file: Jest's, Syrupy's, else its paragraphs. */
const entriesOf = (text: string): readonly string[] =>
  text
    .split(/^(?=exports\[`|# name: )|\n{2,}/m)
    .map((entry) => entry.trim())
    .filter(
      (entry) =>
        entry !== '' && !entry.startsWith('// Jest Snapshot') && !entry.startsWith('# serializer'),
    );

export interface Rewritten {
  readonly entries: number;
  readonly changed: number;
}

/** How many entries of the snapshots before are no longer there as they were. */
export const rewrittenIn = (changes: readonly Change[]): Rewritten => {
  const counts = changes.map(({ before = '', after = '' }) => {
    const now = new Set(entriesOf(after));
    const then = entriesOf(before);
    return { entries: then.length, changed: then.filter((entry) => !now.has(entry)).length };
  });
  return counts.reduce(
    (sum, { entries, changed }) => ({
      entries: sum.entries + entries,
      changed: sum.changed + changed,
    }),
    { entries: 0, changed: 0 },
  );
};

export const isWholesale = ({ entries, changed }: Rewritten): boolean =>
  changed >= LEAST && changed >= WHOLESALE * entries;
