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
  /** Of completed calls; `cached` came from a provider's cache. */
  readonly inputTokens: { readonly all: number; readonly cached: number };
  readonly saved: {
    /** By providers' caches, in nano-USD; below 0 while writing to them has cost more. */
    readonly cachingNanoUsd: number;
    /** By answers taken from the ledger instead of being asked for again. */
    readonly reuseNanoUsd: NanoUsd;
  };
}
