import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isPlural,
  singular,
} from '../../../../../src/adapters/model/blueprint/understanding/inflection.ts';

describe('singular', () => {
  test.each([
    ['tasks', 'task'],
    ['categories', 'category'],
    ['boxes', 'box'],
    ['branches', 'branch'],
    ['addresses', 'address'],
    ['statuses', 'status'],
    ['courses', 'course'],
    ['movies', 'movie'],
    ['people', 'person'],
    ['children', 'child'],
    ['analyses', 'analysis'],
    ['quizzes', 'quiz'],
    ['potatoes', 'potato'],
    ['shoes', 'shoe'],
    ['shelves', 'shelf'],
    ['archives', 'archive'],
    ['buses', 'bus'],
    ['expenses', 'expense'],
    ['classes', 'class'],
    ['policies', 'policy'],
  ])('%s is %s', (plural, expected) => {
    expect(singular(plural)).toBe(expected);
    expect(isPlural(plural)).toBe(true);
  });

  test.each([
    'task',
    'status',
    'address',
    'series',
    'news',
    'bus',
    'analysis',
    'glass',
    'gas',
    'campus',
  ])('%s stays', (word) => {
    expect(singular(word)).toBe(word);
    expect(isPlural(word)).toBe(false);
  });

  test('twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}(s|es|ies|ses|ss)?$/), (word) => {
        expect(singular(singular(word))).toBe(singular(word));
      }),
    );
  });
});
