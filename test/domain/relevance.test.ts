import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RELEVANCE_FLOOR, relevanceOf, stems } from '../../src/domain/relevance.ts';

const KEYWORDS = ['password', 'login', 'role-based access', 'jwt', 'audit log'];

describe('relevance', () => {
  test.each([
    [0, 'Keep records of books'],
    [0.3, 'A login for librarians'],
    [0.51, 'Users login with passwords'],
    [0.657, 'Login, password, and role based access'],
  ])('is %d for %j', (relevance, requirement) => {
    expect(relevanceOf(KEYWORDS, requirement)).toBe(relevance);
  });

  test('needs two different hits to pass the floor', () => {
    expect(relevanceOf(KEYWORDS, 'password password Passwords')).toBe(RELEVANCE_FLOOR);
    expect(relevanceOf(['password', 'Passwords'], 'a password')).toBe(RELEVANCE_FLOOR);
  });

  test('looks for whole words, side by side', () => {
    expect(relevanceOf(['log'], 'a login in the catalogue')).toBe(0);
    expect(relevanceOf(['audit log'], 'audit the log')).toBe(0);
  });

  test('takes off a plural s, but not of "class" or "gas"', () => {
    expect(stems('Databases, classes; a GAS class')).toEqual([
      'database',
      'classe',
      'a',
      'gas',
      'class',
    ]);
  });

  test('is from 0 to 1, and grows with each further hit', () => {
    const word = fc.stringMatching(/^[a-z]{4,8}[a-r]$/);
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 20 }), fc.string(), (words, noise) => {
        let before = relevanceOf(words, '');
        expect(before).toBe(0);
        for (const count of words.keys()) {
          const now = relevanceOf(words, words.slice(0, count + 1).join(' '));
          expect(now).toBeGreaterThan(before);
          expect(now).toBeLessThanOrEqual(1);
          expect(
            relevanceOf(words, `${words.slice(0, count + 1).join(' ')} ${noise}`),
          ).toBeGreaterThanOrEqual(now);
          before = now;
        }
      }),
    );
  });
});
