import type { Score } from './score.ts';
import { improved, thresholdFor } from './thresholds.ts';
import type { Thresholds } from './thresholds.ts';

/** The decision of an exit gate. `exhausted` and `stalled` both block the execution. */
export type VerdictKind = 'passed' | 'rework' | 'stalled' | 'exhausted';

export interface Verdict {
  readonly kind: VerdictKind;
  readonly threshold: number;
  /** One sentence for people. */
  readonly reason: string;
}

export interface Attempt {
  readonly iteration: number;
  /** Iterations that this phase may use. */
  readonly limit: number;
  readonly thresholds: Thresholds;
  readonly score: Score;
  /** Raw scores of the failing attempts of this phase since it last passed. */
  readonly earlierRaws: readonly number[];
}

/** Rounded down, so that a score just below a threshold does not read as the threshold. */
const percent = (value: number): string => `${String(Math.floor(value * 1_000 + 1e-6) / 10)} %`;

const plural = (count: number, word: string): string =>
  `${String(count)} ${word}${count === 1 ? '' : 's'}`;

/** A gate passes when no error was found and the score reaches the iteration's threshold. */
export const decide = (attempt: Attempt): Verdict => {
  const { score, iteration, limit, thresholds } = attempt;
  const threshold = thresholdFor(thresholds, iteration);
  const is = (kind: VerdictKind, reason: string): Verdict => ({ kind, threshold, reason });
  if (score.errors === 0 && score.score >= threshold) {
    return is('passed', `${percent(score.score)} of at least ${percent(threshold)}, no error.`);
  }
  const short =
    score.errors > 0
      ? `${plural(score.errors, 'error')} at ${percent(score.score)}`
      : `${percent(score.score)} is below ${percent(threshold)}`;
  if (!improved(score.raw, attempt.earlierRaws, thresholds.minImprovement)) {
    return is('stalled', `${short}; no gain over the best earlier attempt.`);
  }
  return iteration >= limit
    ? is('exhausted', `${short}; all ${plural(limit, 'iteration')} are used.`)
    : is('rework', `${short}; goes to rework.`);
};
