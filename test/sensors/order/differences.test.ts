import { describe, expect, test } from '@jest/globals';
import { differences } from '../../../src/sensors/order/differences.ts';
import type { Observation } from '../../../src/sensors/order/observe.ts';

const run = (passed: number, failing: readonly string[] = [], ended = true): Observation => ({
  passed,
  failures: new Map(failing.map((name) => [name, { name, detail: `${name} failed` }])),
  ended,
  dir: '/p',
  ms: 1,
});

const told = (first: Observation, second: Observation): readonly string[] =>
  differences(first, second).map(
    ({ name, failedIn, failure }) => `${name}, ${failedIn}: ${failure.detail}`,
  );

describe('two runs of a suite', () => {
  test('are alike where the same tests failed', () => {
    expect(told(run(3), run(3))).toEqual([]);
    expect(told(run(2, ['a']), run(2, ['a']))).toEqual([]);
  });

  test('differ in each test that failed in one of them only, whichever that was', () => {
    expect(told(run(2, ['a']), run(2, ['b']))).toEqual([
      'a, first: a failed',
      'b, second: b failed',
    ]);
  });

  test('differ as a whole where one ran another number of tests, or did not end', () => {
    expect(told(run(3), run(2))).toEqual([
      'the whole suite, second: another number of tests is run',
    ]);
    expect(told(run(3), run(3, [], false))).toEqual([
      'the whole suite, second: it does not come to an end',
    ]);
  });
});
