import type { KillRate } from './kill-rate.ts';

/** What suites of good small projects kill at least, measured: .57 to .71. */
const GOOD_RATE = 0.57;

/** A rate that falls by this much, 0 to 1, is a warning, and an error. */
const WARNING_DROP = 0.1;
const ERROR_DROP = 0.2;

/** 0 to 1. */
export const rateOf = ({ killed, tried }: Pick<KillRate, 'killed' | 'tried'>): number =>
  tried === 0 ? 0 : killed / tried;

export interface RateJudgement {
  readonly checked: number;
  readonly held: number;
  readonly drop: 'none' | 'warning' | 'error';
}

/**
 * checked = what a good suite would have killed of these mutants, ⌈max(.57, rate before) × tried⌉;
 * held = what was killed, at most that. Some changes make no difference that a test could see, so
 * "all" is never asked. A drop is judged only where the tree before was measured.
 */
export const judgeRate = (
  now: Pick<KillRate, 'killed' | 'tried'>,
  before?: Pick<KillRate, 'killed' | 'tried'>,
): RateJudgement => {
  const wanted = Math.max(GOOD_RATE, before === undefined ? 0 : rateOf(before));
  const checked = Math.max(1, Math.ceil(wanted * now.tried - 1e-9));
  const fell = before === undefined ? 0 : rateOf(before) - rateOf(now) + 1e-9;
  const drop = fell >= ERROR_DROP ? 'error' : fell >= WARNING_DROP ? 'warning' : 'none';
  return { checked, held: Math.min(checked, now.killed), drop };
};
