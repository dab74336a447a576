import { describe, expect, test } from '@jest/globals';
import { outcomeOf } from '../../../src/sensors/scenario-coverage/judge.ts';
import type {
  WrittenTest,
  WrittenTests,
} from '../../../src/sensors/scenario-coverage/test-names.ts';
import { at } from '../support/product.ts';

const FILE = at('tests/a.test.js');

const written = (name: string, more: Partial<WrittenTest> = {}): WrittenTest => ({
  path: FILE,
  name,
  title: name,
  off: false,
  empty: false,
  ...more,
});

const suite = (
  tests: readonly WrittenTest[],
  text = tests.map(({ name }) => name).join(),
): WrittenTests => ({
  tests,
  byTitle: new Map(tests.map((each) => [each.title, [each]])),
  texts: new Map([[FILE, text]]),
});

const kindOf = (
  of: WrittenTests,
  passes: readonly string[],
  failing: readonly string[] = [],
): string =>
  outcomeOf('SC-1', ['SC-1', 'SC-2'], of, {
    passes,
    failures: failing.map((name) => ({ name, detail: '' })),
  }).kind;

describe('a scenario', () => {
  test('is covered by a test that names it and passed', () => {
    expect(kindOf(suite([written('SC-1 adds')]), ['SC-1 adds'])).toBe('covered');
  });

  test('is covered by a test whose name is put together, when some file has its id', () => {
    expect(kindOf(suite([], "for (const id of ['SC-1'])"), ['SC-1 holds'])).toBe('covered');
  });

  test('is not covered by a name that no file of tests has', () => {
    expect(kindOf(suite([written('other')]), ['SC-1 holds', 'other'])).toBe('no test');
  });

  test('is not covered by a test that is told not to run, whatever the output says of it', () => {
    expect(kindOf(suite([written('SC-1 adds', { off: true })]), ['SC-1 adds'])).toBe('skipped');
  });

  test('is not covered by a test that does nothing', () => {
    expect(kindOf(suite([written('SC-1 adds', { empty: true })]), ['SC-1 adds'])).toBe('empty');
  });

  test('is failing, and not untested, where the test that names it fails', () => {
    expect(kindOf(suite([written('SC-1 adds')]), [], ['SC-1 adds'])).toBe('failing');
    expect(kindOf(suite([written('SC-1 adds')]), [])).toBe('not run');
  });
});
