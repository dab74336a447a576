import { describe, expect, jest, test } from '@jest/globals';
import { mutationSensor } from '../../../src/sensors/mutation/mutation.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { ACCEPTED, CODE } from '../integrity/edits.ts';
import { sensedBy } from '../support/product.ts';
import type { Given } from '../support/product.ts';

/** Each test runs a suite many times. */
jest.setTimeout(240_000);

const MANIFEST = JSON.stringify({ name: 'p', type: 'module', scripts: { test: 'node --test' } });
const GOOD = { 'package.json': MANIFEST, 'src/price.js': CODE, ...ACCEPTED };
const WEAK = {
  ...GOOD,
  'tests/price.test.js': `import test from 'node:test';
import { label, price } from '../src/price.js';
test('prices come out', () => {
  price(3, 5);
  label('ada');
});
`,
};

const SLOW = {
  ...GOOD,
  'tests/slow.test.js': `import test from 'node:test';
test('takes its time', () => new Promise((resolve) => setTimeout(resolve, 5_000)));
`,
};

const evidenceOf = (given: Given) =>
  sensedBy({ mutationMs: 60_000, ...given }, testSensor, mutationSensor);

describe('the kill rate', () => {
  test('of good tests is full credit, and what lives is for information', async () => {
    const evidence = await evidenceOf({ files: GOOD });
    expect(evidence.outcome).toBe('measured');
    expect(evidence.note).toMatch(/^\d+ of \d+ mutants killed \(0\.[5-9]\d\); no accepted tree/);
    expect(evidence.held).toBe(evidence.checked);
    expect(evidence.findings.every(({ severity }) => severity === 'info')).toBe(true);
  });

  test('that falls against the accepted tree is an error of who wrote the tests', async () => {
    const evidence = await evidenceOf({ files: WEAK, baseline: GOOD });
    expect(evidence.findings[0]).toMatchObject({
      severity: 'error',
      rule: 'mutation.drop',
      owner: 'tester',
    });
    expect(evidence.held).toBeLessThan(evidence.checked);
  });

  test('says at once that there is no time where a run of the tests took longer', async () => {
    const evidence = await evidenceOf({
      files: SLOW,
      mutationMs: 1_500,
    });
    expect(evidence.outcome).toBe('skipped');
    expect(evidence.note).toMatch(
      /^no time: a run of the tests takes \d+\.\d s, and 1\.5 s were given$/,
    );
    expect(evidence.ms).toBeLessThan(1_500);
  });

  test('gives no part of its time to an accepted tree without tests', async () => {
    const evidence = await evidenceOf({
      files: SLOW,
      baseline: { 'package.json': MANIFEST, 'src/price.js': `${CODE}\n` },
      mutationMs: 12_000,
    });
    expect(evidence.note).toMatch(/^no time: .*( within 1[12]\.\d s| 12\.0 s were given)$/);
  });

  test('is not measured by tests that look at the text of code', async () => {
    const textual = {
      ...GOOD,
      'tests/price.test.js': `import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
test('the code is as it was', () => {
  assert.equal(readFileSync('src/price.js', 'utf8').length, ${String(CODE.length)});
});
`,
    };
    const evidence = await evidenceOf({ files: textual });
    expect(evidence.outcome).toBe('skipped');
    expect(evidence.note).toContain('comment');
  });

  test('is not measured when it is turned off, and the evidence says so', async () => {
    const evidence = await evidenceOf({ files: GOOD, mutationMs: 0 });
    expect(evidence).toMatchObject({ outcome: 'skipped', findings: [] });
    expect(evidence.note).toContain('gates.mutationSeconds');
  });

  test('is the same for the same tree', async () => {
    const [one, other] = [await evidenceOf({ files: WEAK }), await evidenceOf({ files: WEAK })];
    expect(one.findings).toEqual(other.findings);
    expect(one.note).toBe(other.note);
  });
});
