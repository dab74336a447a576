import type { Evidence, SensorName } from './evidence.ts';
import { isError } from './finding.ts';

/** What a project is judged by, beside the one score of a gate. */
export const DIMENSIONS = [
  'correctness',
  'completeness',
  'tests',
  'maintainability',
  'documentation',
  'security',
  'operability',
] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** What the evidence of one sensor counts for. */
interface SensorRow {
  /** In the score of a phase; a merge, which only ever finds faults, counts as well. */
  readonly weight: number;
  /** In the scores of dimensions; most sensors speak for one. */
  readonly dimensions: Readonly<Partial<Record<Dimension, number>>>;
}

/**
 * The one table of weights: in the score of a phase (see `score.ts`) and in those of dimensions.
 * What decides whether a product works (tests, service) weighs most; what measures the measuring
 * (coverage, mutants) is for the dimension of tests. A new sensor is a new row.
 */
export const SENSORS: Readonly<Record<SensorName, SensorRow>> = {
  contract: { weight: 3, dimensions: { documentation: 3, completeness: 1 } },
  scenarios: { weight: 2, dimensions: { completeness: 2 } },
  api: { weight: 2, dimensions: { documentation: 2 } },
  traceability: { weight: 2, dimensions: { completeness: 2 } },
  data_model: { weight: 1, dimensions: { maintainability: 1 } },
  install: { weight: 1, dimensions: { operability: 1 } },
  types: { weight: 1, dimensions: { correctness: 1, maintainability: 2 } },
  lint: { weight: 1, dimensions: { maintainability: 2 } },
  build: { weight: 1, dimensions: { correctness: 1, maintainability: 1 } },
  conformance: { weight: 3, dimensions: { correctness: 3 } },
  test: { weight: 4, dimensions: { correctness: 4, tests: 2 } },
  // What a product's own plan says is a claim: it costs where it fails, and earns nothing.
  test_plan: { weight: 0, dimensions: { correctness: 0, tests: 0 } },
  coverage: { weight: 2, dimensions: { tests: 2 } },
  scenario_coverage: { weight: 2, dimensions: { completeness: 4 } },
  order: { weight: 1, dimensions: { tests: 2 } },
  mutation: { weight: 1, dimensions: { tests: 2 } },
  integrity: { weight: 3, dimensions: { tests: 4 } },
  delivery: { weight: 2, dimensions: { operability: 2 } },
  smoke: { weight: 4, dimensions: { correctness: 2, operability: 4 } },
  secrets: { weight: 2, dimensions: { security: 3 } },
  licences: { weight: 1, dimensions: { security: 1 } },
  tree: { weight: 1, dimensions: { security: 1 } },
  merge: { weight: 1, dimensions: { correctness: 1 } },
  // An opinion counts for nothing; its warnings cost nothing either, see `score.ts`.
  judge: { weight: 0, dimensions: {} },
};

/** A dimension in which a sensor found an error keeps this part of what was measured. */
export const ERROR_FACTOR = 0.8;

/** A score, or that nothing measured it: an unknown dimension is never counted as good or bad. */
export type DimensionScore =
  | {
      readonly kind: 'measured';
      /** 0 to 1. */
      readonly score: number;
      readonly sensors: readonly SensorName[];
      readonly errors: number;
    }
  | { readonly kind: 'unknown' };

export type DimensionScores = Readonly<Record<Dimension, DimensionScore>>;

/** Part of what was checked that held; nothing checked is nothing held. */
export const heldPart = ({ checked, held }: Evidence): number =>
  checked === 0 ? 0 : Math.min(1, held / checked);

const scoreIn = (dimension: Dimension, evidence: readonly Evidence[]): DimensionScore => {
  const counted = evidence.flatMap((item) => {
    const weight = SENSORS[item.sensor].dimensions[dimension];
    return item.outcome === 'measured' && weight !== undefined ? [{ item, weight }] : [];
  });
  const whole = counted.reduce((sum, { weight }) => sum + weight, 0);
  if (whole === 0) return { kind: 'unknown' };
  const mean = counted.reduce((sum, { item, weight }) => sum + weight * heldPart(item), 0) / whole;
  const errors = counted.flatMap(({ item }) => item.findings.filter(isError)).length;
  const score = errors > 0 ? mean * ERROR_FACTOR : mean;
  const sensors = [...new Set(counted.map(({ item }) => item.sensor))];
  return { kind: 'measured', score: Math.round(score * 1e6) / 1e6, sensors, errors };
};

/**
 * Score of each dimension = Σ weight × held ÷ checked over its measured sensors ÷ Σ weight, × .8
 * when one of them found an error. A dimension without a measurement is unknown.
 */
export const dimensionsOf = (evidence: readonly Evidence[]): DimensionScores =>
  Object.fromEntries(
    DIMENSIONS.map((dimension) => [dimension, scoreIn(dimension, evidence)]),
  ) as unknown as DimensionScores;

/** Scores as views and histories keep them; a dimension that is not there is unknown. */
export type DimensionFigures = Readonly<Partial<Record<Dimension, number>>>;

export const figuresOf = (scores: DimensionScores): DimensionFigures =>
  Object.fromEntries(
    DIMENSIONS.flatMap((dimension) => {
      const score = scores[dimension];
      return score.kind === 'measured' ? [[dimension, score.score]] : [];
    }),
  );
