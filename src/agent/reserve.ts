import { setTimeout as delay } from 'node:timers/promises';
import { OverBudget } from '../domain/needs-person.ts';
import type { Begun, CallRequest, Fence, Ledger } from '../ports/ledger.ts';

/** Between two looks whether calls under way have settled, in ms on average. */
const LOOK_MS = 250;

/** How long a worker's place is held for that, in ms. */
const PATIENCE_MS = 5_000;

/** When the run is tried again after that, in ms on average. */
const LATER_MS = 3_000;

/** A call fits into the budget only when others that are under way have settled: a matter of time. */
export class AwaitsSiblings extends Error {
  override readonly name = 'AwaitsSiblings';
  /** ms. */
  readonly retryAfterMs: number;

  constructor(runId: string) {
    super(`${runId} waits for calls under way, which have the rest of the budget reserved.`);
    this.retryAfterMs = spread(LATER_MS);
  }
}

/** Half to one and a half of a time, so that those who wait do not all come at once. */
const spread = (ms: number): number => Math.round(ms * (0.5 + Math.random()));

/** What a step may do now that it is no question of money. */
export type Reserved = Exclude<Begun, { readonly kind: 'wait' | 'over_budget' }>;

/**
 * Reserves the next try of a step, and waits for calls under way where only they leave no room.
 * @throws OverBudget when a person has to raise the budget, AwaitsSiblings after some seconds,
 *   Fenced, or the signal's reason.
 */
export const reserve = async (
  { ledger, fence, signal }: { ledger: Ledger; fence: Fence; signal: AbortSignal },
  request: CallRequest,
): Promise<Reserved> => {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const begun = await ledger.begin(fence, request);
    if (begun.kind === 'over_budget') throw new OverBudget(begun.shortage);
    if (begun.kind !== 'wait') return begun;
    if (performance.now() > until) throw new AwaitsSiblings(fence.runId);
    // An abort rejects with an error of its own; whoever aborted said why.
    await delay(spread(LOOK_MS), undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
};
