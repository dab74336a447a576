import { describe, expect, test } from '@jest/globals';
import { declaredTests } from '../../../src/sensors/code/declared-tests.ts';
import { spliced } from '../../../src/sensors/code/splice.ts';

const names = (text: string): readonly string[] =>
  declaredTests('test/a.js', text).map(({ name, off }) => `${name}${off ? ' (off)' : ''}`);

/** The text with its first test made to fail; `undefined` where that can't be written. */
const failing = (text: string): string | undefined => {
  const [first] = declaredTests('test/a.js', text);
  const splice = first?.failing?.('no');
  return splice === undefined ? undefined : spliced(text, [splice]);
};

describe('tests of a JavaScript file', () => {
  test('are those that a module of tests declares, by whatever name the file has for it', () => {
    const body = "('a', function (t) { t.end(); });";
    expect(names(`var tape = require('tape'); tape${body} tape.skip${body}`)).toEqual([
      'a',
      'a (off)',
    ]);
    expect(names(`const t = require('tap'); t.test${body} t.equal(1, 1); t.end();`)).toEqual(['a']);
    expect(names(`var check = require('tap').test; check${body}`)).toEqual(['a']);
    expect(names(`const { test: check } = require('tap'); check${body}`)).toEqual(['a']);
    expect(names(`import check from 'ava'; check.serial${body}`)).toEqual(['a']);
    expect(names(`import { test as check } from 'node:test'; check${body}`)).toEqual(['a']);
    expect(names(`const tape = require('./tape'); tape${body}`)).toEqual([]);
  });

  test('of uvu are those of its suites, and neither hooks nor what runs them', () => {
    const text = `import { suite, test } from 'uvu';
const sums = suite('sums');
test.before(() => {});
sums('a', () => {});
sums.run();
test('b', () => {});
test.run();
`;
    expect(names(text)).toEqual(['a', 'b']);
  });

  test('are not what runs before and after them', () => {
    expect(names("test.beforeEach(() => {}); test('a', () => {}); it.each([1])('b', f);")).toEqual([
      'a',
      'b',
    ]);
  });

  test('fail by an error, or by what they are given where an error would end the others', () => {
    expect(failing("test('a', (t) => { t.ok(1); });")).toBe(
      `test('a', (t) => { throw new Error("no"); t.ok(1); });`,
    );
    const tape = (rest: string): string => `const test = require('tape'); test('a', ${rest});`;
    expect(failing(tape('(t) => { t.end(); }'))).toBe(tape('(t) => { t.fail("a: no"); t.end(); }'));
    expect(failing(tape('({ end }) => { end(); }'))).toBeUndefined();
    expect(failing(tape('(t) => t.end()'))).toBeUndefined();
  });
});
