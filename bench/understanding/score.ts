import type { Understanding } from '../../src/adapters/model/blueprint/understanding/index.ts';
import type { Sample } from './samples.ts';

/** Counts over a set of texts. */
export interface Tally {
  readonly right: number;
  readonly found: number;
  readonly expected: number;
}

/** What one text came out as. */
export interface Outcome {
  readonly sample: Sample;
  readonly understanding: Understanding;
  readonly entities: Tally;
  readonly attributes: Tally;
  readonly missed: readonly string[];
  readonly extra: readonly string[];
  readonly missedAttributes: readonly string[];
}

/** Names compared without regard to case and to what stands between their words. */
function normal(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

function attributeNames(understanding: Understanding, entity: string): ReadonlySet<string> {
  const found = understanding.entities.find(({ name }) => normal(name) === normal(entity));
  return new Set(found?.attributes.map(({ name }) => normal(name)));
}

/** Compares what was understood with what a person expects. */
export function compare(sample: Sample, understanding: Understanding): Outcome {
  const found = understanding.entities.map(({ name }) => name);
  const expected = sample.entities.map(({ name }) => name);
  const wanted = new Set(expected.map(normal));
  const got = new Set(found.map(normal));
  const listed = sample.entities.flatMap(({ name, attributes = [] }) =>
    attributes.map((attribute) => ({ name, attribute })),
  );
  const missedAttributes = listed.filter(
    ({ name, attribute }) => !attributeNames(understanding, name).has(normal(attribute)),
  );
  const extra = found.filter((name) => !wanted.has(normal(name)));
  return {
    sample,
    understanding,
    entities: {
      right: found.length - extra.length,
      found: found.length,
      expected: expected.length,
    },
    attributes: {
      right: listed.length - missedAttributes.length,
      found: 0,
      expected: listed.length,
    },
    missed: expected.filter((name) => !got.has(normal(name))),
    extra,
    missedAttributes: missedAttributes.map(({ name, attribute }) => `${name}.${attribute}`),
  };
}

/** The sum of tallies. */
export function total(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      right: sum.right + tally.right,
      found: sum.found + tally.found,
      expected: sum.expected + tally.expected,
    }),
    { right: 0, found: 0, expected: 0 },
  );
}
