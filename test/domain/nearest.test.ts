import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distance, nearest } from '../../src/domain/nearest.ts';

test('the distance of two texts counts insertions, deletions and replacements', () => {
  expect(distance('', '')).toBe(0);
  expect(distance('', 'abc')).toBe(3);
  expect(distance('kitten', 'sitting')).toBe(3);
});

test('the distance is a metric', () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(distance(a, b) === 0).toBe(a === b);
      expect(distance(a, b)).toBe(distance(b, a));
      expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c));
    }),
  );
});

test('the nearest name is the one with the fewest changes, letter case aside', () => {
  expect(nearest('serch_keywords', ['role', 'search_keywords', 'owns'])).toBe('search_keywords');
  expect(nearest('OWNS', ['role', 'owns'])).toBe('owns');
  expect(nearest('anything', [])).toBeUndefined();
});
