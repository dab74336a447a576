import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boundOf, costOf, FREE, uncachedCostOf } from '../../src/domain/prices.ts';
import type { ModelPrices } from '../../src/domain/prices.ts';

const price = fc.double({ min: 0, max: 1_000, noNaN: true });
const rates = fc.record(
  { input: price, output: price, cachedInput: price, cacheWrite5m: price, cacheWrite1h: price },
  { requiredKeys: ['input', 'output'] },
);
const count = fc.nat({ max: 1_000_000 });
const prices: fc.Arbitrary<ModelPrices> = fc
  .tuple(rates, fc.array(fc.tuple(count, rates), { maxLength: 3 }))
  .map(([base, tiers]) => ({ ...base, tiers: tiers.map(([above, tier]) => ({ ...tier, above })) }));

const TIERED: ModelPrices = {
  input: 3,
  output: 15,
  cachedInput: 0.3,
  cacheWrite5m: 3.75,
  cacheWrite1h: 6,
  tiers: [{ above: 200_000, input: 6, output: 22.5, cachedInput: 0.6, cacheWrite1h: 12 }],
};

describe('the cost of a call', () => {
  test('is exact for usual prices', () => {
    expect(costOf({ inputTokens: 1_000_000, outputTokens: 0 }, { input: 3, output: 15 })).toBe(3e9);
    expect(costOf({ inputTokens: 3, outputTokens: 7 }, { input: 0.15, output: 0.6 })).toBe(4_650);
  });

  test('takes each class of input at its own price, of which the input is the total', () => {
    const tokens = {
      inputTokens: 1_000,
      cachedInputTokens: 700,
      cacheWriteTokens5m: 100,
      cacheWriteTokens1h: 50,
      outputTokens: 10,
    };
    // 150 × 3 + 700 × .3 + 100 × 3.75 + 50 × 6 + 10 × 15, in thousands of nano-USD.
    expect(costOf(tokens, TIERED)).toBe(1_485_000);
    expect(costOf(tokens, { input: 3, output: 15 })).toBe(3_150_000);
    expect(uncachedCostOf(tokens, TIERED)).toBe(3_150_000);
  });

  test('takes the whole request at the rates of its tier', () => {
    expect(costOf({ inputTokens: 200_000, outputTokens: 1 }, TIERED)).toBe(600_015_000);
    expect(costOf({ inputTokens: 200_001, outputTokens: 1 }, TIERED)).toBe(1_200_028_500);
  });

  test('is rounded up once, so that nothing that was paid for costs nothing', () => {
    const tiny = { input: 0.000_1, output: 0.000_1 };
    expect(costOf({ inputTokens: 1, outputTokens: 0 }, tiny)).toBe(1);
    expect(costOf({ inputTokens: 5, outputTokens: 5 }, tiny)).toBe(1);
    expect(costOf({ inputTokens: 1, outputTokens: 0 }, { input: 1e-10, output: 0 })).toBe(1);
  });

  test('is nothing for a free model', () => {
    expect(costOf({ inputTokens: 1e9, outputTokens: 1e9 }, FREE)).toBe(0);
  });

  test('is an error for an empty usage', () => {
    const one = { input: 1, output: 1 };
    for (const tokens of [{}, { inputTokens: 1 }, { outputTokens: 1 }]) {
      expect(() => costOf(tokens, one)).toThrow(RangeError);
    }
    expect(() => costOf({ inputTokens: 0, outputTokens: 0 }, one)).toThrow(RangeError);
  });

  test('never passes its bound, whatever the classes and the tier', () => {
    fc.assert(
      fc.property(
        count,
        count,
        fc.array(count, { minLength: 5, maxLength: 5 }),
        prices,
        (...of) => {
          const [most, max, [input = 0, output = 0, read = 0, five = 0, hour = 0], at] = of;
          fc.pre(most > 0);
          const used = {
            inputTokens: Math.max(1, Math.min(input, most)),
            outputTokens: Math.min(output, max),
            cachedInputTokens: read,
            cacheWriteTokens5m: five,
            cacheWriteTokens1h: hour,
          };
          expect(costOf(used, at)).toBeLessThanOrEqual(boundOf(most, max, at));
        },
      ),
    );
  });
});

describe('the bound of a call', () => {
  test('is its dearest input and its output at the dearest tier', () => {
    expect(boundOf(100, 10, TIERED)).toBe(100 * 12_000 + 10 * 22_500);
    expect(boundOf(100, 10, FREE)).toBe(0);
  });
});
