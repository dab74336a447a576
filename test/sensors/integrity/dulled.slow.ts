import { describe, expect, test } from '@jest/globals';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { named, sensedBy } from '../support/product.ts';
import { PYTHON, withPytest } from '../support/pytest.ts';
import { ACCEPTED, CODE } from './edits.ts';

/** Other tests ask the same, so that no change of the code goes unnoticed. */
const AGAIN = ACCEPTED['tests/price.test.js'].replaceAll("test('", "test('once more: ");
const BASE = {
  'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
  'src/price.js': CODE,
  ...ACCEPTED,
  'tests/again.test.js': AGAIN,
};
const LONG = 240_000;

const rulesAfter = async (...edits: readonly (readonly [string, string])[]) => {
  const text = edits.reduce((before, [from, to]) => {
    expect(before).toContain(from);
    return before.replace(from, to);
  }, AGAIN);
  const files = { ...BASE, 'tests/again.test.js': text };
  return named(await sensedBy({ baseline: BASE, files }, integritySensor));
};

describe('of tests that others ask the same as', () => {
  test.each([
    [
      'one takes almost anything',
      [
        ['assert.equal(price(3, 5), 15)', 'assert.ok(price(3, 5) > 0)'],
        ['assert.equal(price(10, 10), 100)', 'assert.ok(price(10, 10) > 0)'],
      ],
    ],
    ['one asks for less', [['assert.equal(price(20, 6), 110)', 'assert.ok(price(20, 6) > 0)']]],
  ] as const)(
    '%s, and that is seen',
    async (_, edits) => {
      expect(await rulesAfter(...edits)).toEqual(['integrity.weakened tests/again.test.js tester']);
    },
    LONG,
  );

  test.each([
    [
      'another that was there took over what it asked',
      [
        ['assert.equal(price(3, 5), 15)', 'assert.ok(price(3, 5) > 0)'],
        ['assert.equal(price(10, 10), 100)', 'assert.ok(price(10, 10) > 0)'],
        [
          'assert.equal(price(20, 6)',
          'assert.equal(price(3, 5), 15);\n  assert.equal(price(10, 10), 100);\n  assert.equal(price(20, 6)',
        ],
      ],
    ],
    [
      'a new one took over',
      [
        [
          '  assert.equal(price(10, 10), 100);\n});',
          "});\n\ntest('ten', () => {\n  assert.equal(price(10, 10), 100);\n});",
        ],
      ],
    ],
    [
      'one has other words for it',
      [['assert.equal(price(3, 5), 15)', 'assert.ok(price(3, 5) === 15)']],
    ],
  ] as const)(
    '%s, and nothing is said',
    async (_, edits) => {
      expect(await rulesAfter(...edits)).toEqual([]);
    },
    LONG,
  );
});

(PYTHON === '' ? describe.skip : describe)('so it is with pytest', () => {
  const code = `def price(count, each):
    total = count * each
    return total - 10 if total > 100 else total
`;
  const tests = (prefix: string, few: string): string => `from price import price


def test_${prefix}few():
${few}

def test_${prefix}many():
    assert price(20, 6) == 110
`;
  const FEW = '    assert price(3, 5) == 15\n    assert price(10, 10) == 100\n';
  const base = {
    'requirements.txt': '',
    'pytest.ini': '[pytest]\n',
    'price.py': code,
    'tests/test_price.py': tests('', FEW),
    'tests/test_again.py': tests('again_', FEW),
  };

  test(
    'a test that takes almost anything',
    async () => {
      const loose = '    assert price(3, 5) > 0\n    assert price(10, 10) > 0\n';
      const files = { ...base, 'tests/test_again.py': tests('again_', loose) };
      const given = { baseline: base, files, sandbox: withPytest(), trusted: true };
      expect(named(await sensedBy(given, integritySensor))).toEqual([
        'integrity.weakened tests/test_again.py tester',
      ]);
    },
    LONG,
  );
});
