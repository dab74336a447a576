import { nanoUsd } from './money.ts';
import type { NanoUsd } from './money.ts';

/** What a model costs, in USD per million tokens. */
export interface ModelPrices {
  readonly input: number;
  readonly output: number;
  /** Input tokens that came from the provider's cache; as `input` when absent. */
  readonly cachedInput?: number;
}

/** For models that somebody declared to be free: no price is ever assumed to be zero. */
export const FREE: ModelPrices = { input: 0, output: 0 };

export interface Tokens {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly cachedInputTokens?: number;
}

/** USD per million tokens is a thousand nano-USD a token. Rounded up, float noise aside. */
const toNanoUsd = (usdTimesTokens: number): NanoUsd =>
  nanoUsd(Math.max(0, Math.ceil(usdTimesTokens * 1_000 - 1e-6)));

/** What a call cost. Reasoning tokens are part of the output tokens. */
export const costOf = (tokens: Tokens, prices: ModelPrices): NanoUsd => {
  const { inputTokens = 0, outputTokens = 0, cachedInputTokens = 0 } = tokens;
  const cached = Math.min(cachedInputTokens, inputTokens);
  const input = (inputTokens - cached) * prices.input;
  const fromCache = cached * (prices.cachedInput ?? prices.input);
  return toNanoUsd(input + fromCache + outputTokens * prices.output);
};

/**
 * The most that a call can cost: a token is at least one byte of the request, and the answer has at
 * most the tokens that were asked for.
 */
export const boundOf = (
  requestBytes: number,
  maxOutputTokens: number,
  prices: ModelPrices,
): NanoUsd =>
  toNanoUsd(
    requestBytes * Math.max(prices.input, prices.cachedInput ?? 0) +
      maxOutputTokens * prices.output,
  );
