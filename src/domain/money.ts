import type { Brand } from './brand.ts';

/** Billionths of a US dollar, a safe integer: sums of ledger rows are exact. */
export type NanoUsd = Brand<number, 'NanoUsd'>;

export const NO_COST = 0 as NanoUsd;

/** @throws RangeError when the amount is negative, fractional or beyond 2^53. */
export const nanoUsd = (amount: number): NanoUsd => {
  if (!Number.isSafeInteger(amount) || amount < 0) {
    throw new RangeError(`A cost must be a whole number of nano-USD, got ${String(amount)}.`);
  }
  return amount as NanoUsd;
};

export const addCost = (a: NanoUsd, b: NanoUsd): NanoUsd => nanoUsd(a + b);

/** `$0.0012`, with as many decimals as the amount needs (two to six); never `$0.00` for a cost. */
export const formatUsd = (amount: NanoUsd): string => {
  const usd = amount / 1e9;
  if (amount === 0 || usd >= 1) return `$${usd.toFixed(2)}`;
  if (amount < 500) return '<$0.000001';
  return `$${usd.toFixed(6).replace(/0{1,4}$/, '')}`;
};
