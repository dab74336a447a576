import type { Answers } from './fallbacks.ts';
import { nanoUsd } from './money.ts';
import type { NanoUsd } from './money.ts';

/** What a phase, a persona or a model was spent on; all amounts are sums of ledger rows. */
export interface PartSpending {
  readonly name: string;
  readonly spentNanoUsd: NanoUsd;
  /** Worst cases of calls under way. */
  readonly reservedNanoUsd: NanoUsd;
  /** The part of `spent` whose answers were lost, so that it may have been billed or not. */
  readonly possiblyBilledNanoUsd: NanoUsd;
  /** The most that this part may spend, where it has a cap of its own. */
  readonly capNanoUsd?: NanoUsd;
  /** Completed model calls. */
  readonly calls: number;
}

/** Where the money of an execution went. Stable: fields are added, never renamed. */
export interface Spending {
  readonly budgetNanoUsd?: NanoUsd;
  readonly spentNanoUsd: NanoUsd;
  readonly reservedNanoUsd: NanoUsd;
  readonly possiblyBilledNanoUsd: NanoUsd;
  /** Budget less what is spent and reserved, from 0; absent without a budget. */
  readonly leftNanoUsd?: NanoUsd;
  readonly calls: number;
  readonly phases: readonly PartSpending[];
  readonly personas: readonly PartSpending[];
  /** As asked for, `provider:model`. */
  readonly models: readonly PartSpending[];
  /** Who answered whom; empty in a sum over executions. */
  readonly answers: readonly Answers[];
  /** Of completed calls; `cached` came from a provider's cache. */
  readonly inputTokens: { readonly all: number; readonly cached: number };
  readonly saved: {
    /** By providers' caches, in nano-USD; below 0 while writing to them has cost more. */
    readonly cachingNanoUsd: number;
    /** By answers taken from the ledger instead of being asked for again. */
    readonly reuseNanoUsd: NanoUsd;
  };
}

const sum = (amounts: readonly NanoUsd[]): NanoUsd => nanoUsd(amounts.reduce((a, b) => a + b, 0));

/** Parts of the same name as one; their caps are those of different executions, so they go. */
const sumParts = (parts: readonly PartSpending[]): readonly PartSpending[] =>
  [...new Set(parts.map(({ name }) => name))]
    .map((name) => {
      const same = parts.filter((part) => part.name === name);
      return {
        name,
        spentNanoUsd: sum(same.map((part) => part.spentNanoUsd)),
        reservedNanoUsd: sum(same.map((part) => part.reservedNanoUsd)),
        possiblyBilledNanoUsd: sum(same.map((part) => part.possiblyBilledNanoUsd)),
        calls: same.reduce((count, { calls }) => count + calls, 0),
      };
    })
    .toSorted((a, b) => b.spentNanoUsd - a.spentNanoUsd);

/** What several executions have spent together; a budget is one execution's, so there is none. */
export const sumSpending = (all: readonly Spending[]): Spending => ({
  spentNanoUsd: sum(all.map(({ spentNanoUsd }) => spentNanoUsd)),
  reservedNanoUsd: sum(all.map(({ reservedNanoUsd }) => reservedNanoUsd)),
  possiblyBilledNanoUsd: sum(all.map(({ possiblyBilledNanoUsd }) => possiblyBilledNanoUsd)),
  calls: all.reduce((count, { calls }) => count + calls, 0),
  phases: sumParts(all.flatMap(({ phases }) => phases)),
  personas: sumParts(all.flatMap(({ personas }) => personas)),
  models: sumParts(all.flatMap(({ models }) => models)),
  answers: [],
  inputTokens: {
    all: all.reduce((count, { inputTokens }) => count + inputTokens.all, 0),
    cached: all.reduce((count, { inputTokens }) => count + inputTokens.cached, 0),
  },
  saved: {
    cachingNanoUsd: all.reduce((amount, { saved }) => amount + saved.cachingNanoUsd, 0),
    reuseNanoUsd: sum(all.map(({ saved }) => saved.reuseNanoUsd)),
  },
});
