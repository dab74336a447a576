import { expect, test } from '@jest/globals';
import { namesPrinted, standing } from '../../../src/sensors/integrity/test-names.ts';
import type { Texts } from '../../../src/sensors/integrity/test-names.ts';
import { at } from '../support/product.ts';

const of = (files: Readonly<Record<string, string>>): Texts =>
  new Map(Object.entries(files).map(([path, text]) => [at(path), text]));

const declaring = (...names: readonly string[]): string =>
  names.map((name) => `test('${name}', () => {});`).join('\n');

test('a name stands where one test of each suite has it, whatever the file', () => {
  const before = of({
    'a.test.js': declaring('one', 'two', 'three'),
    'b.test.js': declaring('two'),
  });
  const after = of({ 'c.test.js': declaring('one', 'two', 'four') });
  expect([...standing(before, after)]).toEqual(['one']);
});

test('a test that is left out stands nowhere', () => {
  const before = of({ 'a.test.js': declaring('one') });
  expect([...standing(before, of({ 'a.test.js': `test.skip('one', () => {});` }))]).toEqual([]);
});

test.each([
  ['tests/test_a.py::test_one', 'test_one'],
  ['tests/test_a.py › Sums › test_one', 'test_one'],
  ['tests/test_a.py::test_one[a case - of words]', 'test_one'],
  ['test_one (tests.test_a.Sums.test_one)', 'test_one'],
  ['tests.test_a.Sums › test_one', 'test_one'],
  ['tests/test_a.py', 'tests/test_a.py'],
])('of Python, %s is %s', (printed, name) => {
  expect([...namesPrinted(of({ 'tests/test_a.py': '' }), [printed])]).toEqual([name]);
});

test.each([
  ['one', 'one'],
  ['sums › of two › one (fast)', 'one (fast)'],
  ['testing (fast)', 'testing (fast)'],
])('of JavaScript, %s is %s', (printed, name) => {
  expect([...namesPrinted(of({ 'a.test.js': '' }), [printed])]).toEqual([name]);
});
