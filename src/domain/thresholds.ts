/** What a phase's score must reach, by iteration, and how much a failed attempt must gain. 0 to 1. */
export interface Thresholds {
  readonly first: number;
  readonly second: number;
  readonly later: number;
  readonly minImprovement: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  first: 0.6,
  second: 0.75,
  later: 0.85,
  minImprovement: 0.05,
};

/** @param iteration from 1. */
export const thresholdFor = (thresholds: Thresholds, iteration: number): number => {
  if (iteration <= 1) return thresholds.first;
  return iteration === 2 ? thresholds.second : thresholds.later;
};

/**
 * Whether a failing attempt got far enough to go on. Scores are raw (before the contract factor).
 * Near the top no attempt can gain the minimum any more, so being above 1 − minimum is enough.
 */
export const improved = (
  raw: number,
  earlierRaws: readonly number[],
  minImprovement: number,
): boolean => {
  if (earlierRaws.length === 0) return true;
  // A float sum such as .6 + .05 must not refuse a gain of exactly the minimum.
  const gain = raw - Math.max(...earlierRaws);
  return gain >= minImprovement - 1e-9 || raw > 1 - minImprovement;
};
