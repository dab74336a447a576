import { describe, expect, test } from '@jest/globals';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { named, sensedBy } from '../support/product.ts';
import { ACCEPTED, CODE } from './edits.ts';

const MANIFEST = JSON.stringify({ type: 'module', scripts: { test: 'node --test' } });
const BASE = { 'package.json': MANIFEST, 'src/price.js': CODE, ...ACCEPTED };
const TESTS = ACCEPTED['tests/price.test.js'];

/** The product with another interface, as a requirement may ask for. */
const RENAMED = CODE.replace('export const price', 'export const total').replace(
  'export const label',
  'export const VAT = 0;\n\nexport const label',
);
const NEW_TESTS = TESTS.replace('{ label, price }', '{ label, total, VAT }')
  .replaceAll('price(', 'total(')
  .concat(`test('there is no tax yet', () => assert.equal(VAT, 0));\n`);

describe('where the code has changed too', () => {
  test('tests that follow it are not weaker', async () => {
    const files = { ...BASE, 'src/price.js': RENAMED, 'tests/price.test.js': NEW_TESTS };
    const { findings } = await sensedBy({ baseline: BASE, files }, integritySensor);
    expect(findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
      'warning integrity.old_tests',
    ]);
  });

  test('tests that follow it and lose an assertion are', async () => {
    const weaker = NEW_TESTS.replace(`  assert.equal(label(''), 'nobody');\n`, '');
    const files = { ...BASE, 'src/price.js': RENAMED, 'tests/price.test.js': weaker };
    const { findings } = await sensedBy({ baseline: BASE, files }, integritySensor);
    expect(findings.map(({ rule }) => rule)).toContain('integrity.weakened');
  });

  test('accepted tests that fail on it are told by name', async () => {
    const wrong = CODE.replace('total - 10', 'total - 20');
    const tests = TESTS.replace('110);', '100);');
    const files = { ...BASE, 'src/price.js': wrong, 'tests/price.test.js': tests };
    const { findings } = await sensedBy({ baseline: BASE, files }, integritySensor);
    expect(findings.find(({ rule }) => rule === 'integrity.old_tests')?.actual).toContain(
      'many cost ten less',
    );
  });
});

describe('in Python', () => {
  const code = `def price(count, each):
    if count < 0:
        raise ValueError('negative')
    total = count * each
    return total - 10 if total > 100 else total
`;
  const tests = `import unittest

from price import price


class PriceTest(unittest.TestCase):
    def test_few(self):
        self.assertEqual(price(3, 5), 15)
        self.assertEqual(price(10, 10), 100)

    def test_many(self):
        self.assertEqual(price(20, 6), 110)

    def test_negative(self):
        with self.assertRaises(ValueError):
            price(-1, 5)
        self.assertEqual(price(0, 5), 0)
`;
  const base = { 'requirements.txt': '', 'price.py': code, 'test_price.py': tests };
  const after = (name: string, text: string) => ({
    baseline: base,
    files: { 'requirements.txt': '', 'price.py': code, [name]: text },
  });

  test.each([
    ['a value compared with itself', '(price(20, 6), 110)', '(price(20, 6), price(20, 6))'],
    [
      'an error that is swallowed',
      'with self.assertRaises(ValueError):\n            price(-1, 5)',
      'try:\n            price(-1, 5)\n        except ValueError:\n            pass',
    ],
    ['an early return', 'def test_many(self):\n', 'def test_many(self):\n        return\n'],
  ])('%s is seen', async (_, from, to) => {
    const evidence = await sensedBy(
      after('test_price.py', tests.replace(from, to)),
      integritySensor,
    );
    expect(named(evidence)).toEqual(['integrity.weakened test_price.py operator']);
  });

  test('cases in a table, in a file of another name, are as good', async () => {
    const table = tests.replace(
      `        self.assertEqual(price(3, 5), 15)
        self.assertEqual(price(10, 10), 100)
`,
      `        for count, each, total in ((3, 5, 15), (10, 10, 100)):
            with self.subTest(count=count):
                self.assertEqual(price(count, each), total)
`,
    );
    const evidence = await sensedBy(after('test_prices.py', table), integritySensor);
    expect(named(evidence)).toEqual([]);
    expect(evidence.note).toMatch(/mutants are killed by the accepted tests, 0 of these live now/);
  });
});
