import type { Prediction } from './prediction.ts';
import type { Score } from './score.ts';
import type { Verdict } from './verdict.ts';

/** A prediction that may speak for a phase is surer than this, and this near the score. */
const CONFIDENCE_FLOOR = 0.7;
const PREDICTION_MARGIN = 0.1;

const percent = (value: number): string => `${String(Math.floor(value * 1_000 + 1e-6) / 10)} %`;

/**
 * The verdict when predictions may accept: a phase below its threshold passes when its score is
 * within .1 of a prediction whose confidence is above .7. Never with an error: what is measured to
 * be wrong stays wrong. @param prediction absent where the setting is off
 */
export const acceptedOn = (
  verdict: Verdict,
  { score, errors }: Score,
  prediction: Prediction | undefined,
): Verdict => {
  if (prediction === undefined || verdict.kind === 'passed' || errors > 0) return verdict;
  const { confidence, method, score: predicted } = prediction;
  // A float difference such as .8 - .7 must not refuse a score at exactly the margin.
  const near = Math.abs(score - predicted) <= PREDICTION_MARGIN + 1e-9;
  if (confidence <= CONFIDENCE_FLOOR || !near) return verdict;
  return {
    kind: 'passed',
    threshold: verdict.threshold,
    reason: `Accepted on prediction (${method}, confidence ${percent(confidence)}): ${percent(score)} is within 10 % of the ${percent(predicted)} predicted, below the threshold of ${percent(verdict.threshold)}, no error.`,
  };
};
