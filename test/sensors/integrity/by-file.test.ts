import { describe, expect, test } from '@jest/globals';
import { countsOf } from '../../../src/sensors/code-coverage/ranges.ts';
import { pairsOf } from '../../../src/sensors/integrity/by-file.ts';
import type { Single } from '../../../src/sensors/integrity/by-file.ts';
import type { Mutant } from '../../../src/sensors/mutants/mutant.ts';
import { mutantAt } from '../support/mutant.ts';
import { at } from '../support/product.ts';

/** A test file that ran the first characters of some code files, and no more of them. */
const single = (file: string, ms: number, ran: Readonly<Record<string, number>> = {}): Single => ({
  file: at(file),
  ms,
  ran: new Map(
    Object.entries(ran).map(([name, end]) => [
      `file:///p/${name}`,
      countsOf([
        { start: 0, end: 1_000, count: 0 },
        { start: 0, end, count: 1 },
      ]),
    ]),
  ),
});

const named = (singles: readonly Single[], mutants: readonly Mutant[]): readonly string[] =>
  pairsOf(singles, mutants).map(
    ({ single: { file }, mutant: { path, start } }) => `${file} ${path} ${String(start)}`,
  );

const MUTANTS = [mutantAt('a.js', 5), mutantAt('a.js', 15), mutantAt('b.js', 5)];

describe('which test file is tried on which mutant', () => {
  test('the quickest comes first, and has more turns before a slow one has its first', () => {
    const slow = single('slow', 250, { 'a.js': 20 });
    const quick = single('quick', 100, { 'a.js': 20 });
    expect(named([slow, quick], MUTANTS.slice(0, 2))).toEqual([
      'quick a.js 5',
      'quick a.js 15',
      'slow a.js 5',
      'slow a.js 15',
    ]);
    const slower = single('slower', 150, { 'a.js': 20 });
    expect(named([slower, quick], MUTANTS.slice(0, 2))).toEqual([
      'quick a.js 5',
      'slower a.js 5',
      'quick a.js 15',
      'slower a.js 15',
    ]);
  });

  test('only those are tried that ran the place of the mutant', () => {
    const first = single('first', 100, { 'a.js': 10, 'b.js': 10 });
    const second = single('second', 200, { 'a.js': 20, 'b.js': 0 });
    expect(named([first, second], MUTANTS)).toEqual([
      'first a.js 5',
      'first b.js 5',
      'second a.js 5',
      'second a.js 15',
    ]);
  });

  test('where none is known to have run it, those come last that may have', () => {
    const knows = single('knows', 900, { 'a.js': 10 });
    const blind = single('blind', 100);
    expect(named([blind, knows], MUTANTS)).toEqual([
      'knows a.js 5',
      'blind a.js 15',
      'blind b.js 5',
      'knows b.js 5',
    ]);
    expect(named([], MUTANTS)).toEqual([]);
  });
});
