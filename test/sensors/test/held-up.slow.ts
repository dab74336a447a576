import { describe, expect, test } from '@jest/globals';
import { coverageSensor } from '../../../src/sensors/code-coverage/coverage.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { named, sensed } from '../support/product.ts';

/** Takes longer than it may where it is asked to tell what ran. */
const SLOW = `
const slow = process.env.NODE_V8_COVERAGE !== undefined;
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, slow ? 9000 : 0);
assert.ok(!slow, 'too slow');
`;
const CHANCE = `
assert.ok(process.env.NODE_V8_COVERAGE === undefined, 'by chance');
`;

const after = (body: string) =>
  sensed(
    {
      files: {
        'package.json': JSON.stringify({ name: 'p', scripts: { test: 'node --test' } }),
        'add.js': 'exports.add = (a, b) => a + b;\n',
        'add.test.js': `const test = require('node:test');
const assert = require('node:assert');
const { add } = require('./add.js');
test('adds', () => {
  ${body.trim()}
  assert.equal(add(1, 2), 3);
});
`,
      },
    },
    testSensor,
    coverageSensor,
  );

describe('tests that fail while what ran is told', () => {
  test('count as they do otherwise, where it takes them too long', async () => {
    const [tests, coverage] = await after(SLOW);
    expect(tests).toMatchObject({ checked: 1, held: 1, findings: [] });
    expect(coverage?.outcome).toBe('skipped');
  }, 60_000);

  test('have failed, where they take as long otherwise', async () => {
    const [tests] = await after(CHANCE);
    expect(tests && named(tests)[0]).toContain('tests.failed');
  }, 60_000);
});
