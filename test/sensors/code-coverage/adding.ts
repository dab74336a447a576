import type { Evidence } from '../../../src/domain/evidence.ts';
import { coverageSensor } from '../../../src/sensors/code-coverage/coverage.ts';
import { believedSensor } from '../support/believed.ts';
import { sensedBy } from '../support/product.ts';
import type { Given } from '../support/product.ts';

/** Code of 7 lines and 4 ways. */
export const ADD = `/** Adds. */
export const add = (a, b) => {
  if (a < 0) {
    throw new TypeError('negative');
  }
  return a === b ? 2 * a : a + b;
};

export function never(list) {
  for (const each of list) {
    console.log(each);
  }
  return list.length;
}
`;

/** What a file of its tests begins with. */
export const HEAD = `import assert from 'node:assert/strict';
import test from 'node:test';
import { add } from '../src/add.js';
`;

/** A test that reaches 3 of the lines and 2 of the ways. */
export const ONE = `test('adds', () => { assert.equal(add(1, 2), 3); });\n`;

/** A product of that code with these tests. @param script that runs them. */
export const node = (
  tests: string,
  files: Readonly<Record<string, string>> = {},
  script = 'node --test',
): Given => ({
  files: {
    'package.json': JSON.stringify({ type: 'module', scripts: { test: script } }),
    'src/add.js': ADD,
    'tests/add.test.js': tests,
    ...files,
  },
});

/** What the sensor of coverage says, after a run of tests that may be believed. */
export const coverage = (given: Given): Promise<Evidence> =>
  sensedBy(given, believedSensor, coverageSensor);
