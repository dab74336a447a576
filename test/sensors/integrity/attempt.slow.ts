import { describe, expect, jest, test } from '@jest/globals';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { named, sensedBy } from '../support/product.ts';
import { ACCEPTED, CODE } from './edits.ts';

/** Each test runs a suite many times. */
jest.setTimeout(240_000);

const BARE = {
  'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
  'src/price.js': CODE,
};
const ATTEMPT = { ...BARE, ...ACCEPTED };
const TESTS = ACCEPTED['tests/price.test.js'];

const since = (tests: string, code = CODE) =>
  sensedBy(
    {
      baseline: BARE,
      attempt: ATTEMPT,
      files: { ...BARE, 'src/price.js': code, 'tests/price.test.js': tests },
    },
    integritySensor,
  );

describe('between two attempts of a phase', () => {
  test('tests that are weakened are seen, though no gate has accepted them yet', async () => {
    const evidence = await since(
      TESTS.replace('(price(20, 6), 110)', '(price(20, 6), price(20, 6))'),
    );
    expect(named(evidence)).toEqual(['integrity.weakened tests/price.test.js tester']);
    expect(evidence.findings[0]).toMatchObject({ severity: 'error' });
    expect(evidence.findings[0]?.message).toMatch(/^Held against the best attempt of this phase/);
  });

  test('tests that are skipped are seen', async () => {
    const evidence = await since(TESTS.replace("test('many", "test.skip('many"));
    expect(named(evidence)).toContain('integrity.skipped tests/price.test.js tester');
  });

  test('nothing is said of tests that only came new', async () => {
    const evidence = await sensedBy(
      { baseline: BARE, attempt: BARE, files: ATTEMPT },
      integritySensor,
    );
    expect(named(evidence)).toEqual([]);
  });

  test('nothing is said of a harmless edit, nor of settings that had to change', async () => {
    const files = {
      ...ATTEMPT,
      'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test tests/' } }),
      'tests/price.test.js': TESTS.replace('many cost ten less', 'there is a discount for many'),
    };
    const evidence = await sensedBy({ attempt: ATTEMPT, files }, integritySensor);
    expect(named(evidence)).toEqual([]);
  });
});
