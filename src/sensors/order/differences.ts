import type { TestFailure } from '../test/report.ts';
import { countOf } from './observe.ts';
import type { Observation } from './observe.ts';

/** A test that came out otherwise in one run than in another. */
export interface Difference {
  readonly name: string;
  /** How it failed, in the run in which it did. */
  readonly failure: TestFailure;
  /** In which of the two it failed. */
  readonly failedIn: 'first' | 'second';
}

const WHOLE = 'the whole suite';

const failed = (
  { failures }: Observation,
  other: Observation,
  failedIn: Difference['failedIn'],
): readonly Difference[] =>
  [...failures].flatMap(([name, failure]) =>
    other.failures.has(name) ? [] : [{ name, failure, failedIn }],
  );

/**
 * Tests that failed in one of two runs only. A suite that ran another number of tests, or did not
 * come to an end, differs as a whole.
 */
export const differences = (first: Observation, second: Observation): readonly Difference[] => {
  const found = [...failed(first, second, 'first'), ...failed(second, first, 'second')];
  if (found.length > 0) return found;
  const whole = (detail: string): readonly Difference[] => [
    { name: WHOLE, failure: { name: WHOLE, detail }, failedIn: 'second' },
  ];
  if (first.ended && !second.ended) return whole('it does not come to an end');
  return countOf(first) === countOf(second) ? [] : whole('another number of tests is run');
};
