import { grouped } from './grouped.ts';

/** One judged project in the pool: what it is, how it scored, and with which others it goes together. */
export interface Scored {
  readonly good: boolean;
  readonly score: number;
  /** Drawn as one by the bootstrap: an original and all that was made of it. */
  readonly cluster: string;
}

/**
 * The part of pairs of a good and a bad one in which the good one scores higher; a tie counts half.
 * `undefined` without a pair.
 */
export const aucOf = (pool: readonly Pick<Scored, 'good' | 'score'>[]): number | undefined => {
  const good = pool.filter((item) => item.good);
  const bad = pool.filter((item) => !item.good);
  if (good.length === 0 || bad.length === 0) return undefined;
  const won = good.reduce(
    (sum, { score }) =>
      sum +
      bad.reduce(
        (all, other) => all + (score > other.score ? 1 : score === other.score ? 0.5 : 0),
        0,
      ),
    0,
  );
  return won / (good.length * bad.length);
};

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** The value below which a part of sorted numbers lies. */
const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;

/**
 * The 95 % percentile interval of the AUC: whole clusters are drawn with replacement, since scores
 * of one original's descendants go together. `undefined` when no draw had a good and a bad one.
 */
export const bootstrapAuc = (
  pool: readonly Scored[],
  { rounds = 2_000, seed = 1 }: { readonly rounds?: number; readonly seed?: number } = {},
): readonly [number, number] | undefined => {
  const clusters = [...grouped(pool, ({ cluster }) => cluster).values()];
  const random = randomFrom(seed);
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const drawn = clusters.flatMap(() => clusters[Math.floor(random() * clusters.length)] ?? []);
    const auc = aucOf(drawn);
    if (auc !== undefined) found.push(auc);
  }
  if (found.length === 0) return undefined;
  const sorted = found.sort((a, b) => a - b);
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
};
