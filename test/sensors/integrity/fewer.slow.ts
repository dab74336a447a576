import { expect, test } from '@jest/globals';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { named, sensedBy } from '../support/product.ts';
import { PYTHON, withPytest } from '../support/pytest.ts';
import { ACCEPTED, CODE } from './edits.ts';

const TESTS = ACCEPTED['tests/price.test.js'];
/** The same questions in other words. */
const AGAIN = TESTS.replaceAll("test('", "test('once more: ");
const BASE = {
  'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
  'src/price.js': CODE,
  ...ACCEPTED,
  'tests/again.test.js': AGAIN,
};

const half = (text: string): string => text.slice(0, text.indexOf("test('once more: a negative"));

const rulesAfter = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  named(await sensedBy({ baseline: BASE, files: { ...BASE, ...files } }, integritySensor));

test('half of the tests of a file are missed, though others ask the same', async () => {
  expect(await rulesAfter({ 'tests/again.test.js': half(AGAIN) })).toEqual([
    'integrity.fewer tests/again.test.js tester',
  ]);
}, 300_000);

test('tests that kept their names and ask nothing are seen, though others ask the same', async () => {
  const hollow = AGAIN.replace(/assert\.\w+\((?:[^()]|\([^()]*\))*\)/g, 'assert.ok(true)');
  expect(hollow).not.toContain('assert.equal');
  expect(await rulesAfter({ 'tests/again.test.js': hollow })).toEqual([
    'integrity.weakened tests/again.test.js tester',
  ]);
}, 300_000);

test('so are tests of which one still asks something', async () => {
  const [first = '', ...others] = AGAIN.split(/(?=\ntest\()/);
  const [second = '', ...rest] = others;
  const mute = (text: string): string =>
    text.replace(/assert\.\w+\((?:[^()]|\([^()]*\))*\)/g, 'assert.ok(true)');
  const hollow = [first, mute(second), ...rest.map((text, at) => (at === 1 ? text : mute(text)))];
  expect(await rulesAfter({ 'tests/again.test.js': hollow.join('') })).toEqual([
    'integrity.weakened tests/again.test.js tester',
  ]);
}, 300_000);

test('one test that is put together with another is not', async () => {
  const together = AGAIN.replace(/\}\);\n\ntest\('once more: many[^\n]*\n/, '');
  expect(together).not.toBe(AGAIN);
  expect(await rulesAfter({ 'tests/again.test.js': together })).toEqual([]);
}, 300_000);

test('tests that went with what they were for are not', async () => {
  const code = CODE.slice(0, CODE.indexOf('\nexport const label'));
  const only = (text: string): string =>
    text.slice(0, text.search(/\ntest\('[^']*a label/)).replace('{ label, price }', '{ price }');
  const rules = await rulesAfter({
    'src/price.js': code,
    'tests/price.test.js': only(TESTS),
    'tests/again.test.js': only(half(AGAIN)),
  });
  expect(rules).toEqual(['integrity.old_tests tests/again.test.js tester']);
}, 300_000);

(PYTHON === '' ? test.skip : test)(
  'so are tests of pytest, which prints its count only when it is not told to be quiet',
  async () => {
    const cases = (name: string, counts: readonly number[]): string =>
      `from src.twice import twice\n\n${counts
        .map(
          (at) =>
            `\ndef test_${name}_${String(at)}():\n    assert twice(${String(at)}) == ${String(2 * at)}\n`,
        )
        .join('')}`;
    const before = {
      'requirements.txt': '',
      'pytest.ini': '[pytest]\n',
      'src/__init__.py': '',
      'src/twice.py': 'def twice(count):\n    return 2 * count\n',
      'tests/__init__.py': '',
      'tests/test_a.py': cases('a', [1, 2, 3]),
      'tests/test_b.py': cases('b', [1, 2, 3, 4, 5]),
    };
    const files = { ...before, 'tests/test_b.py': cases('b', [1, 2, 3]) };
    const given = { baseline: before, files, sandbox: withPytest(), trusted: true };
    expect(named(await sensedBy(given, integritySensor))).toEqual([
      'integrity.fewer tests/test_b.py tester',
    ]);
  },
  300_000,
);
