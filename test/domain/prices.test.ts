import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boundOf, costOf, FREE } from '../../src/domain/prices.ts';

const price = fc.double({ min: 0, max: 1_000, noNaN: true });
const prices = fc.record({ input: price, output: price }, { requiredKeys: ['input', 'output'] });

describe('the cost of a call', () => {
  test('is exact for usual prices', () => {
    expect(costOf({ inputTokens: 1_000_000, outputTokens: 0 }, { input: 3, output: 15 })).toBe(3e9);
    expect(costOf({ inputTokens: 3, outputTokens: 7 }, { input: 0.15, output: 0.6 })).toBe(4_650);
  });

  test('takes tokens from the cache at their own price', () => {
    const tokens = { inputTokens: 100, cachedInputTokens: 90, outputTokens: 0 };
    expect(costOf(tokens, { input: 3, output: 15, cachedInput: 0.3 })).toBe(57_000);
    expect(costOf(tokens, { input: 3, output: 15 })).toBe(300_000);
  });

  test('is rounded up, so that nothing that was paid for costs nothing', () => {
    expect(costOf({ inputTokens: 1 }, { input: 0.000_1, output: 0 })).toBe(1);
  });

  test('is nothing for a free model', () => {
    expect(costOf({ inputTokens: 1e9, outputTokens: 1e9 }, FREE)).toBe(0);
  });

  test('never passes its bound, when a token has at least a byte', () => {
    const tokens = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(tokens, tokens, tokens, tokens, prices, (bytes, max, input, output, at) => {
        const used = { inputTokens: Math.min(input, bytes), outputTokens: Math.min(output, max) };
        expect(costOf(used, at)).toBeLessThanOrEqual(boundOf(bytes, max, at));
      }),
    );
  });
});
