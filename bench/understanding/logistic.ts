import { BIAS } from '../../src/adapters/model/blueprint/understanding/features.ts';
import type {
  Features,
  Weights,
} from '../../src/adapters/model/blueprint/understanding/features.ts';

/** A text whose answer is known. */
interface Example {
  readonly features: Features;
  readonly yes: boolean;
}

const STEPS = 1500;
/** How much the examples count beside the wish for small weights. */
const TRUST = 0.3;
/** A feature of fewer examples is left out. */
const LEAST_EXAMPLES = 3;

function usedFeatures(examples: readonly Example[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { features } of examples)
    for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= LEAST_EXAMPLES).map(([name]) => name);
}

/**
 * Logistic regression with L2 penalty, both answers weighted alike however many there are; by
 * gradient descent with momentum (Nesterov), deterministic.
 */
export function fit(examples: readonly Example[]): Weights {
  const names = [BIAS, ...usedFeatures(examples)];
  const index = new Map(names.map((name, at) => [name, at]));
  const count = { yes: examples.filter(({ yes }) => yes).length, no: 0 };
  count.no = examples.length - count.yes;
  const rows = examples.map(({ features, yes }) => ({
    yes,
    share: (TRUST * examples.length) / (2 * (yes ? count.yes : count.no)),
    cells: [[BIAS, 1] as const, ...features].flatMap(([name, value]) => {
      const at = index.get(name);
      return at === undefined ? [] : [[at, value] as const];
    }),
  }));
  // No step is longer than the steepest curve of the loss allows, so that it always falls.
  const curve = rows.reduce(
    (total, { share, cells }) => total + (share * cells.reduce((sum, [, x]) => sum + x * x, 0)) / 4,
    1,
  );
  let weights = new Float64Array(names.length);
  let before = weights;
  for (let step = 1; step <= STEPS; step++) {
    const momentum = (step - 1) / (step + 2);
    const ahead = weights.map((weight, at) => weight + momentum * (weight - (before[at] ?? 0)));
    const gradient = Float64Array.from(ahead);
    for (const { yes, share, cells } of rows) {
      const sum = cells.reduce((total, [at, value]) => total + (ahead[at] ?? 0) * value, 0);
      const error = share * (1 / (1 + Math.exp(-sum)) - (yes ? 1 : 0));
      for (const [at, value] of cells) gradient[at] = (gradient[at] ?? 0) + error * value;
    }
    before = weights;
    weights = ahead.map((weight, at) => weight - (gradient[at] ?? 0) / curve);
  }
  return new Map(names.map((name, at) => [name, weights[at] ?? 0]));
}
