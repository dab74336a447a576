import { usageOf } from './usage.mjs';

/**
 * What the provider charges, kept apart from whatever the client reckons.
 * @typedef {object} Prices in USD per million tokens
 * @property {number} input
 * @property {number} output
 * @property {number} [cachedInput]
 * @property {number} [cacheWrite5m]
 * @property {number} [cacheWrite1h]
 */

const FREE = { input: 0, output: 0 };

/** @param {Prices | Record<string, Prices> | undefined} prices one for all, or by model (`*`: others) */
export function pricesFor(prices, model) {
  if (prices === undefined) return FREE;
  return typeof prices.input === 'number' ? prices : (prices[model] ?? prices['*'] ?? FREE);
}

/** Nano-USD: a dollar for a million tokens is a thousand nano-dollars each. */
export function costOf(usage, prices) {
  const { input = 0, output = 0, cachedInput = 0, cacheWrite5m = 0, cacheWrite1h = 0 } = usage;
  const plain = Math.max(0, input - cachedInput - cacheWrite5m - cacheWrite1h);
  const usd =
    plain * prices.input +
    cachedInput * (prices.cachedInput ?? prices.input) +
    cacheWrite5m * (prices.cacheWrite5m ?? prices.input) +
    cacheWrite1h * (prices.cacheWrite1h ?? prices.input) +
    output * prices.output;
  return Math.ceil(usd * 1_000 - 1e-6);
}

/**
 * A provider charges what it computed: also for an answer that was cut, or that nobody waited for.
 * It charges nothing for what it refused.
 */
const isCharged = (outcome) => outcome !== 'refused' && outcome !== 'pending';

/** @param {import('./script.mjs').Answer} answer */
export function entryOf({ index, digest, protocol, outcome, body }, answer, prices) {
  const told = answer === undefined ? undefined : usageOf(answer.usage);
  const said = answer?.billed === undefined ? (told ?? usageOf(undefined)) : answer.billed;
  const usage = isCharged(outcome) && said !== null ? usageOf(said) : { input: 0, output: 0 };
  const { model } = body;
  return {
    index,
    digest,
    protocol,
    model,
    outcome,
    usage,
    cost: costOf(usage, pricesFor(prices, model)),
  };
}

/** @param {ReturnType<typeof entryOf>[]} entries */
export const billOf = (entries) => ({
  entries,
  total: entries.reduce((sum, { cost }) => sum + cost, 0),
});
