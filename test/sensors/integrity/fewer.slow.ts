import { expect, test } from '@jest/globals';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { named, sensedBy } from '../support/product.ts';
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
