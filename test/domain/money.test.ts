import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addCost, formatUsd, NO_COST, nanoUsd } from '../../src/domain/money.ts';

describe('a cost', () => {
  test.each([
    [0, '$0.00'],
    [1, '<$0.000001'],
    [1_000, '$0.000001'],
    [1_200_000, '$0.0012'],
    [10_000_000, '$0.01'],
    [250_000_000, '$0.25'],
    [1_000_000_000, '$1.00'],
    [1_234_567_890, '$1.23'],
  ])('of %d nano-USD reads %s', (amount, text) => {
    expect(formatUsd(nanoUsd(amount))).toBe(text);
  });

  test('is a whole number that is not negative', () => {
    for (const amount of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
      expect(() => nanoUsd(amount)).toThrow(RangeError);
    }
    expect(() => addCost(nanoUsd(Number.MAX_SAFE_INTEGER), nanoUsd(1))).toThrow(RangeError);
  });

  test('adds up exactly, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e12)), (amounts) => {
        const sum = (list: readonly number[]): number => list.map(nanoUsd).reduce(addCost, NO_COST);
        expect(sum(amounts)).toBe(sum([...amounts].reverse()));
      }),
    );
  });
});
