import { expect, test } from '@jest/globals';
import type { Mutant } from '../../../src/sensors/mutants/mutant.ts';
import { namedFirst } from '../../../src/sensors/trials/reachable.ts';
import { at } from '../support/product.ts';

const mutants = Array.from({ length: 60 }, (_, start): Mutant => ({
  path: at('src/a.py'),
  operator: 'number',
  scope: start % 6 === 0 ? 'Price.of' : `other_${String(start)}`,
  original: '1',
  start,
  end: start + 1,
  text: '2',
}));

const scopes = (words: readonly string[], most: number): readonly string[] =>
  namedFirst(mutants, { ran: new Map(), words: new Set(words) }, most, 's').map(
    ({ scope }) => scope,
  );

test('mutants of functions that tests name are tried before others, which keep a third', () => {
  const all = scopes(['of'], 30);
  expect(all).toHaveLength(30);
  expect(all.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'Price.of'));
  expect(all.slice(10)).not.toContain('Price.of');
  expect(scopes(['of'], 9).filter((scope) => scope === 'Price.of').length).toBeGreaterThanOrEqual(
    6,
  );
  expect(scopes(['of'], 9)).toHaveLength(9);
  expect(scopes([], 60)).toHaveLength(60);
});
