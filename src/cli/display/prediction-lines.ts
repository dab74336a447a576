import type { Prediction } from '../../domain/prediction.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';
import { table } from './table.ts';

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** To three decimals: a mean says no more. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The fields that a quality service answers with, for one phase. */
const fieldsOf = ({ phase, ...prediction }: Prediction) => ({
  phase,
  predicted_score: prediction.score,
  confidence: prediction.confidence,
  method: prediction.method,
  complexity_score: prediction.complexity,
  optimal_personas: prediction.optimal,
  missing_personas: prediction.missing,
  note: prediction.note,
});

/** Predictions as JSON: of all phases together (means), and of each. */
export const predictionJson = (predictions: readonly Prediction[]) => ({
  predicted_score: rounded(mean(predictions.map(({ score }) => score))),
  confidence: Math.min(...predictions.map(({ confidence }) => confidence)),
  method: distinct(predictions.map(({ method }) => method)).join(' and '),
  complexity_score: rounded(mean(predictions.map(({ complexity }) => complexity))),
  optimal_personas: distinct(predictions.flatMap(({ optimal }) => optimal)),
  missing_personas: distinct(predictions.flatMap(({ missing }) => missing)),
  note: distinct(predictions.map(({ note }) => note)).join(' '),
  phases: predictions.map(fieldsOf),
});

/** Predictions for people, labelled with their method. */
export const predictionLines = (predictions: readonly Prediction[]): readonly Line[] => {
  const all = predictionJson(predictions);
  const rows = predictions.map(({ phase, score, confidence, optimal, missing }) => [
    phase,
    score.toFixed(2),
    confidence.toFixed(2),
    optimal.join(', '),
    missing.length === 0 ? '–' : missing.join(', '),
  ]);
  return [
    line(
      span(`Predicted ${all.predicted_score.toFixed(2)}`, 'bold'),
      ` with confidence ${all.confidence.toFixed(2)}, method: ${all.method}; complexity ${all.complexity_score.toFixed(2)}`,
    ),
    ...table([['phase', 'score', 'confidence', 'personas', 'missing'], ...rows]),
    ...distinct(predictions.map(({ note }) => note)).map((note) => line(span(note, 'dim'))),
  ];
};
