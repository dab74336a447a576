import { aucOf, bootstrapAuc } from './auc.ts';
import type { Scored } from './auc.ts';
import { isBelow, isDetectable } from './results.ts';
import type { Pair, Results } from './results.ts';

/** Every detectable degraded project scores below its original, but for this part. */
export const PAIRED = 0.99;

/** Something that must hold of the gates. */
export interface Bar {
  readonly name: string;
  readonly held: boolean;
  /** What was counted. */
  readonly said: string;
  /** What does not fit, by name. */
  readonly against: readonly string[];
}

const nameOf = ({ operator, project }: Pair): string => `${operator} on ${project}`;

const paired = ({ pairs }: Results): Bar => {
  const counted = pairs.filter(isDetectable);
  const below = counted.filter(isBelow);
  const part = counted.length === 0 ? 0 : below.length / counted.length;
  return {
    name: `paired: detectable degraded projects score below their originals, at least ${String(PAIRED)}`,
    held: part >= PAIRED,
    said: `${String(below.length)} of ${String(counted.length)}, ${part.toFixed(3)}`,
    against: counted.filter((pair) => !isBelow(pair)).map(nameOf),
  };
};

const good = ({ originals }: Results): Bar => {
  const all = originals.filter((original) => original.good);
  const failed = all.filter(({ judged }) => !judged.passed || judged.score < judged.threshold);
  return {
    name: 'no good project is below its threshold or fails its gates',
    held: all.length > 0 && failed.length === 0,
    said: `${String(all.length - failed.length)} of ${String(all.length)} pass`,
    against: failed.map(
      ({ project, judged }) =>
        `${project} (${judged.score.toFixed(2)}): ${judged.errors[0] ?? 'no error'}`,
    ),
  };
};

const integrity = ({ pairs }: Results): Bar => {
  const all = pairs.filter((pair) => pair.integrity && isDetectable(pair));
  const missed = all.filter(({ judged }) => judged.errors.length === 0);
  return {
    name: 'no operator on integrity passes',
    held: all.length > 0 && missed.length === 0,
    said: `${String(all.length - missed.length)} of ${String(all.length)} are errors`,
    against: missed.map(nameOf),
  };
};

const defects = ({ originals }: Results): Bar => {
  const all = originals.filter((original) => !original.good);
  const unseen = all.filter(({ reported }) => reported !== true);
  return {
    name: 'each known defect is reported',
    held: unseen.length === 0,
    said:
      all.length === 0
        ? 'none was judged'
        : `${String(all.length - unseen.length)} of ${String(all.length)}`,
    against: unseen.map(({ project, defect }) => `${project}: ${defect ?? ''}`),
  };
};

const complete = ({ missing }: Results): Bar => ({
  name: 'everything was judged',
  held: missing.length === 0,
  said: missing.length === 0 ? 'nothing is missing' : `${String(missing.length)} are missing`,
  against: missing.map(({ what, why }) => `${what}: ${why}`),
});

export const barsOf = (results: Results): readonly Bar[] =>
  [paired, good, integrity, defects, complete].map((bar) => bar(results));

/** How well a score tells good projects from bad ones that can be told, over all of them. */
export interface Separation {
  readonly auc: number | undefined;
  readonly interval: readonly [number, number] | undefined;
  readonly good: number;
  readonly bad: number;
}

/** @param score `score`: of the gates; `naive`: exit code × coverage. */
export const separationOf = (
  { originals, pairs }: Results,
  score: 'score' | 'naive',
): Separation => {
  const earlier = pairs.filter(({ gate }) => gate !== 'deployment');
  const pool: readonly Scored[] = [
    // At earlier gates a project has other scores: each original counts once at each.
    ...new Map(
      earlier.map(({ project, gate, class: kind, original }) => [
        `${project} ${gate} ${kind}`,
        { good: true, score: original[score], cluster: project },
      ]),
    ).values(),
    ...originals.map((each) => ({
      good: each.good,
      score: each.judged[score],
      cluster: each.project,
    })),
    ...pairs
      .filter(isDetectable)
      .map((each) => ({ good: false, score: each.judged[score], cluster: each.project })),
  ];
  const bad = pool.filter((item) => !item.good).length;
  return { auc: aucOf(pool), interval: bootstrapAuc(pool), good: pool.length - bad, bad };
};
