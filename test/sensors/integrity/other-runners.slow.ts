import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { sensedBy } from '../support/product.ts';
import { TAPE } from '../support/tape.ts';

const CODE = `module.exports = function price(count, each) {
  if (count < 0) throw new RangeError('negative');
  var total = count * each;
  return total > 100 ? total - 10 : total;
};
`;

const TAP = `var check = require('tape');
var price = require('..');

check('a few cost what each costs', function (t) {
  t.equal(price(3, 5), 15);
  t.equal(price(10, 10), 100);
  t.end();
});

check('many cost ten less', function (t) {
  t.equal(price(20, 6), 110);
  t.end();
});

check('a negative count is refused', function (t) {
  var error;
  try { price(-1, 5); } catch (thrown) { error = thrown; }
  t.equal(error instanceof RangeError, true);
  t.end();
});
`;

const PLAIN = `var assert = require('assert');
var price = require('..');

assert.equal(price(3, 5), 15);
assert.equal(price(10, 10), 100);
assert.equal(price(20, 6), 110);
assert.throws(function () { price(-1, 5); }, RangeError);
`;

const SUITES: Readonly<Record<string, string>> = { TAP, PLAIN };

const product = (tests: string): Readonly<Record<string, string>> => ({
  'package.json': JSON.stringify({ name: 'p', scripts: { test: 'node test/price.js' } }),
  'index.js': CODE,
  'node_modules/tape/index.js': TAPE,
  'test/price.js': tests,
});

const after = (suite: string, from: string, to: string): Promise<Evidence> => {
  const text = SUITES[suite] ?? '';
  expect(text).toContain(from);
  return sensedBy(
    { baseline: product(text), files: product(text.replace(from, to)) },
    integritySensor,
  );
};

const LONG = 240_000;

describe('against the accepted tree it is seen', () => {
  test.each([
    ['TAP', 'that an assertion is weakened', 't.equal(price(20, 6), 110)', 't.equal(1, 1)'],
    ['TAP', 'that an assertion is taken out', '  t.equal(price(10, 10), 100);\n', ''],
    ['TAP', 'that a suite ends early', "check('many", "process.exit(0);\ncheck('many"],
    ['PLAIN', 'that an assertion is weakened', 'price(20, 6), 110', 'price(20, 6) > 0, true'],
    ['PLAIN', 'that an assertion is taken out', 'assert.equal(price(10, 10), 100);\n', ''],
    [
      'PLAIN',
      'that a script ends early',
      'assert.equal(price(10',
      'process.exit(0);\nassert.equal(price(10',
    ],
  ])(
    'of %s %s',
    async (suite, _, from, to) => {
      const { findings } = await after(suite, from, to);
      expect(findings.map(({ rule }) => rule)).toContain('integrity.weakened');
    },
    LONG,
  );

  test.each([
    ['TAP', 'that a test is left out', "check('many", "check.skip('many", 'integrity.skipped'],
  ])(
    'of %s %s',
    async (suite, _, from, to, rule) => {
      const { findings } = await after(suite, from, to);
      expect(findings.map((finding) => finding.rule)).toContain(rule);
    },
    LONG,
  );
});

describe('against the accepted tree nothing is said', () => {
  test.each([
    ['TAP', 'of a test that is renamed', 'many cost ten less', 'there is a discount'],
    [
      'TAP',
      'of an assertion that is new',
      '  t.equal(price(10, 10), 100);',
      '  t.equal(price(10, 10), 100);\n  t.equal(price(11, 10), 100);',
    ],
    [
      'PLAIN',
      'of an assertion that is new',
      'assert.throws',
      'assert.equal(price(11, 10), 100);\nassert.throws',
    ],
    ['PLAIN', 'of a comment', 'assert.throws', '// Of what is refused.\nassert.throws'],
  ])(
    '%s: %s',
    async (suite, _, from, to) => {
      const { findings, outcome } = await after(suite, from, to);
      expect(outcome).toBe('measured');
      expect(findings).toEqual([]);
    },
    LONG,
  );
});
