import { describe, expect, test } from '@jest/globals';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { named, sensedBy } from '../support/product.ts';
import { PYTHON, withPytest } from '../support/pytest.ts';
import { ACCEPTED, CODE } from './edits.ts';

/** Other tests ask the same, so that no change of the code goes unnoticed. */
const AGAIN = ACCEPTED['tests/price.test.js'].replaceAll("test('", "test('once more: ");
const BASE = {
  'package.json': JSON.stringify({ name: 'p', type: 'module', scripts: { test: 'node --test' } }),
  'src/price.js': CODE,
  ...ACCEPTED,
  'tests/again.test.js': AGAIN,
};

const MANY = `test('once more: many cost ten less', () => {
  assert.equal(price(20, 6), 110);
});`;
const NAME = "'once more: many cost ten less'";

const rulesAfter = async (instead: string): Promise<readonly string[]> => {
  expect(AGAIN).toContain(MANY);
  const files = { ...BASE, 'tests/again.test.js': AGAIN.replace(MANY, instead) };
  return named(await sensedBy({ baseline: BASE, files }, integritySensor));
};

const LONG = 240_000;

describe('one test that kept its name and notices nothing is seen', () => {
  test.each([
    ['catches', `test(${NAME}, () => { try { assert.equal(price(20, 6), 110); } catch {} });`],
    [
      'does not wait',
      `test(${NAME}, () => { (async () => { await 1; assert.equal(price(20, 6), 110); })().catch(() => 1); });`,
    ],
    [
      'is done before',
      `test(${NAME}, () => { setTimeout(() => { try { assert.equal(price(20, 6), 110); } catch {} }, 1); });`,
    ],
    [
      'leaves early',
      `test(${NAME}, () => { if (price(0, 0) === 0) return; assert.equal(1, 1); });`,
    ],
    [
      'asks only where nobody looks',
      `test(${NAME}, () => { if (process.env.npm_package_name === undefined) assert.equal(price(20, 6), 110); });`,
    ],
    ['has an empty table', `test(${NAME}, () => { for (const n of []) assert.equal(n, 110); });`],
  ])(
    '%s',
    async (_, instead) => {
      expect(await rulesAfter(instead)).toEqual(['integrity.weakened tests/again.test.js tester']);
    },
    LONG,
  );
});

describe('one that asks in another way is not', () => {
  test.each([
    [
      'later',
      `test(${NAME}, async () => { await new Promise((done) => setTimeout(done, 1)); assert.equal(price(20, 6), 110); });`,
    ],
    [
      'by a helper',
      `const ask = (n) => assert.equal(n, 110);\ntest(${NAME}, () => ask(price(20, 6)));`,
    ],
    [
      'at the end',
      `test(${NAME}, () => { let n; try { n = price(20, 6); } finally { assert.equal(n, 110); } });`,
    ],
    [
      'by a table',
      `test(${NAME}, () => { for (const [n, is] of [[20, 110]]) assert.equal(price(n, 6), is); });`,
    ],
    [
      'by tests in it',
      `test(${NAME}, async (t) => { await t.test('six', () => assert.equal(price(20, 6), 110)); });`,
    ],
    [
      'of what is given back',
      `test(${NAME}, () => Promise.resolve(price(20, 6)).then((n) => assert.equal(n, 110)));`,
    ],
  ])(
    '%s',
    async (_, instead) => {
      expect(await rulesAfter(instead)).toEqual([]);
    },
    LONG,
  );
});

const PYTHON_CODE = `def price(count, each):
    if count < 0:
        raise ValueError("negative")
    total = count * each
    return total - 10 if total > 100 else total
`;

const pytestOf = (prefix: string, many: string): string => `import pytest
from price import price


def test_${prefix}few():
    assert price(3, 5) == 15
    assert price(10, 10) == 100


def test_${prefix}many():
${many}

def test_${prefix}negative():
    with pytest.raises(ValueError):
        price(-1, 5)
`;

const unittestOf = (prefix: string, many: string): string => `import contextlib
import unittest
from price import price


class ${prefix}PriceTest(unittest.TestCase):
    def test_${prefix}few(self):
        self.assertEqual(price(3, 5), 15)
        self.assertEqual(price(10, 10), 100)

    def test_${prefix}many(self):
${many}
    def test_${prefix}negative(self):
        with self.assertRaises(ValueError):
            price(-1, 5)
`;

(PYTHON === '' ? describe.skip : describe).each([
  [
    'pytest',
    pytestOf,
    '    assert price(20, 6) == 110\n',
    '    try:\n        assert price(20, 6) == 110\n    except AssertionError:\n        pass\n',
  ],
  [
    'unittest',
    unittestOf,
    '        self.assertEqual(price(20, 6), 110)\n',
    '        with contextlib.suppress(AssertionError):\n            self.assertEqual(price(20, 6), 110)\n',
  ],
] as const)('%s', (_, textOf, many, caught) => {
  const base = {
    'requirements.txt': '',
    'price.py': PYTHON_CODE,
    'tests/__init__.py': '',
    'tests/test_price.py': textOf('', many),
    'tests/test_again.py': textOf('again_', many),
  };
  const rules = async (instead: string): Promise<readonly string[]> => {
    const files = { ...base, 'tests/test_again.py': textOf('again_', instead) };
    return named(
      await sensedBy(
        { baseline: base, files, sandbox: withPytest(), trusted: true },
        integritySensor,
      ),
    );
  };

  test(
    'a test that catches what it asserts is seen',
    async () => {
      expect(await rules(caught)).toEqual(['integrity.weakened tests/test_again.py tester']);
    },
    LONG,
  );

  test(
    'one that asserts more is not',
    async () => {
      expect(await rules(many + many)).toEqual([]);
    },
    LONG,
  );
});
