import { expect } from '@jest/globals';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { named, sensedBy } from '../support/product.ts';
import type { Given } from '../support/product.ts';

/** What is said against the runner of a product's tests. */
export const doubts = async (given: Given): Promise<readonly string[]> => {
  const evidence = await sensedBy(given, testSensor);
  return named(evidence).filter((name) => name.startsWith('integrity.'));
};

/** That a runner is believed, and its tests are counted. */
export const believed = async (given: Given): Promise<void> => {
  const evidence = await sensedBy(given, testSensor);
  expect(named(evidence)).toEqual([]);
  expect(evidence.note).toContain('canary: reported as it must be');
  expect(evidence.held).toBeGreaterThan(0);
};
