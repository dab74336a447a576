import type { Rule } from './evidence.ts';
import type { Candidate } from './score.ts';
import { wordSet } from './words/word-set.ts';

/** What is known of a text, by name: each between 0 and about 1. */
export type Features = ReadonlyMap<string, number>;

/** What every text shows. */
export const BIAS = 'every:';

/** They tell a style, not what a text is about. */
const FUNCTION_WORDS = wordSet(
  'a an and are as at be but by for from had has have if in into is it its of on or over so that the then there they this to was were with',
);

const ENDINGS = ['ing', 'ed', 'es', 's'] as const;
const SHORTEST_STEM = 4;

/** A word without its ending, as coarse as counting words needs it. */
function stem(word: string): string {
  const ending = ENDINGS.find(
    (end) => word.endsWith(end) && word.length - end.length >= SHORTEST_STEM,
  );
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** More records that a rule found, and more records in all, say nothing new. */
const MOST_OF_A_RULE = 3;
const MOST_RECORDS = 5;
/** Brings the logarithm of a usual length to about 1. */
const LENGTH_SCALE = 5;

/** The words of a text, which rules found records in it, how many, and how long it is. */
export function featuresOf(text: string, entities: readonly Candidate[]): Features {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const features = new Map<string, number>(
    words.filter((word) => !FUNCTION_WORDS.has(word)).map((word) => [stem(word), 1]),
  );
  const rules = new Map<Rule, number>();
  for (const { evidence } of entities) {
    for (const rule of new Set(evidence.map((item) => item.rule)))
      rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
  for (const [rule, count] of rules)
    features.set(
      `rule:${rule.replaceAll(' ', '-')}`,
      Math.min(count, MOST_OF_A_RULE) / MOST_OF_A_RULE,
    );
  features.set('records:', Math.min(entities.length, MOST_RECORDS) / MOST_RECORDS);
  features.set('length:', Math.log(Math.max(1, words.length)) / LENGTH_SCALE);
  return features;
}

/** How much each feature speaks for yes. */
export type Weights = ReadonlyMap<string, number>;

/** The sum of the weights of what a text shows, with the weight that every text has. */
export function sumOf(weights: Weights, features: Features): number {
  let sum = weights.get(BIAS) ?? 0;
  for (const [name, value] of features) sum += (weights.get(name) ?? 0) * value;
  return sum;
}
