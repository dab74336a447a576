import { nanoUsd } from './money.ts';
import type { NanoUsd } from './money.ts';

/** What tokens cost by class, in USD per million of them. An absent class costs as `input`. */
export interface Rates {
  readonly input: number;
  /** Reasoning included. */
  readonly output: number;
  /** Input that came from the provider's cache. */
  readonly cachedInput?: number;
  /** Input that was written to the provider's cache, to be kept for five minutes or an hour. */
  readonly cacheWrite5m?: number;
  readonly cacheWrite1h?: number;
}

/** The rates of a whole request whose input is larger than a limit. */
export interface PriceTier extends Rates {
  /** Input tokens, those from the cache included. */
  readonly above: number;
}

export interface ModelPrices extends Rates {
  readonly tiers?: readonly PriceTier[];
}

/** For models that somebody declared to be free: no price is ever assumed to be zero. */
export const FREE: ModelPrices = { input: 0, output: 0 };

export interface Tokens {
  /** All of the input: from the cache and written to it included. */
  readonly inputTokens?: number;
  /** All of the output: reasoning included. */
  readonly outputTokens?: number;
  readonly cachedInputTokens?: number;
  readonly cacheWriteTokens5m?: number;
  readonly cacheWriteTokens1h?: number;
}

const CLASSES = ['cacheWrite1h', 'cacheWrite5m', 'cachedInput'] as const;

const PICO_PER_NANO = 1_000n;

/** USD per million tokens is a million pico-USD a token: whole for prices of up to six decimals. */
const picoPerToken = (price: number): bigint => {
  const pico = price * 1e6;
  const whole = Math.round(pico);
  const noise = Math.abs(pico - whole) <= 1e-9 * pico;
  return BigInt(noise ? whole : Math.ceil(pico));
};

const product = (tokens: number, price: number): bigint => BigInt(tokens) * picoPerToken(price);

/** The one rounding of a cost: up, to whole nano-USD. */
const roundedUp = (pico: bigint): NanoUsd =>
  nanoUsd(Number((pico + PICO_PER_NANO - 1n) / PICO_PER_NANO));

const ratesFor = (prices: ModelPrices, inputTokens: number): Rates =>
  (prices.tiers ?? []).reduce<Rates & { readonly above?: number }>(
    (best, tier) => (inputTokens > tier.above && tier.above >= (best.above ?? -1) ? tier : best),
    prices,
  );

/** @throws RangeError for an empty usage, which would cost nothing. */
const countsOf = (tokens: Tokens): { readonly input: number; readonly output: number } => {
  const { inputTokens: input, outputTokens: output } = tokens;
  if (input === undefined || output === undefined || input + output === 0) {
    throw new RangeError('A call without known input and output tokens has no known cost.');
  }
  return { input, output };
};

/**
 * What a call cost: each class of tokens at its rate, in the tier of its input; rounded up once, to
 * whole nano-USD. Classes that add up to more than the input count up to it, the dearest first.
 * @throws RangeError when input or output tokens are unknown, or both are zero.
 */
export const costOf = (tokens: Tokens, prices: ModelPrices): NanoUsd => {
  const { input, output } = countsOf(tokens);
  const rates = ratesFor(prices, input);
  const counts = {
    cacheWrite1h: tokens.cacheWriteTokens1h ?? 0,
    cacheWrite5m: tokens.cacheWriteTokens5m ?? 0,
    cachedInput: tokens.cachedInputTokens ?? 0,
  };
  let rest = input;
  let pico = product(output, rates.output);
  for (const name of CLASSES) {
    const count = Math.min(counts[name], rest);
    pico += product(count, rates[name] ?? rates.input);
    rest -= count;
  }
  return roundedUp(pico + product(rest, rates.input));
};

/** What the same call would have cost without the provider's cache. @throws RangeError as `costOf` */
export const uncachedCostOf = (
  { inputTokens, outputTokens }: Tokens,
  prices: ModelPrices,
): NanoUsd =>
  costOf(
    {
      ...(inputTokens === undefined ? {} : { inputTokens }),
      ...(outputTokens === undefined ? {} : { outputTokens }),
    },
    prices,
  );

const dearestInput = (rates: Rates): number =>
  Math.max(rates.input, ...CLASSES.map((name) => rates[name] ?? 0));

/**
 * The most that a call can cost: all of its input in the dearest class and all of its output, at
 * the dearest tier, whether or not the input reaches it.
 * @param inputTokens at most; a token is at least one byte of the request.
 * @param outputTokens at most, as the request says.
 */
export const boundOf = (
  inputTokens: number,
  outputTokens: number,
  prices: ModelPrices,
): NanoUsd => {
  const worst = [prices, ...(prices.tiers ?? [])].map(
    (rates) => product(inputTokens, dearestInput(rates)) + product(outputTokens, rates.output),
  );
  return roundedUp(worst.reduce((most, pico) => (pico > most ? pico : most), 0n));
};
