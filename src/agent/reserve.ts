import { setTimeout as delay } from 'node:timers/promises';
import { OverBudget } from '../domain/needs-person.ts';
import type { Begun, CallRequest } from '../ports/ledger.ts';
import type { Turn } from '../ports/provider-limits.ts';
import { takeTurn } from './turn.ts';
import type { TurnOf } from './turn.ts';

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

type Sent = Extract<Begun, { readonly kind: 'send' }>;

/** What a step may do now that it is no question of money, nor of its provider's limit. */
export type Reserved =
  | Exclude<Begun, { readonly kind: 'wait' | 'over_budget' | 'send' }>
  /** Its turn has to be ended, however the call comes out. */
  | (Sent & { readonly turn: Turn });

/** Only what is sent has a turn: nobody who waits for money keeps others from asking. */
const begin = async (of: TurnOf, request: CallRequest, patienceMs: number) => {
  const turn = await takeTurn(of, patienceMs);
  if (turn === 'held') return { kind: 'held' } as const;
  let begun: Begun | undefined;
  try {
    begun = await of.ledger.begin(of.fence, request);
  } finally {
    if (begun?.kind !== 'send') turn.end({ kind: 'unsent' });
  }
  return begun.kind === 'send' ? { ...begun, turn } : begun;
};

/**
 * Reserves the next try of a step, when its provider's limit has room for it, and waits for calls
 * under way where only they leave no room in the budget.
 * @throws OverBudget when a person has to raise the budget, AwaitsSiblings or AwaitsProvider after
 *   some seconds, Fenced, or the signal's reason.
 */
export const reserve = async (of: TurnOf, request: CallRequest): Promise<Reserved> => {
  const { fence, signal } = of;
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const patienceMs = Math.max(LOOK_MS, until - performance.now());
    const begun = await begin(of, request, patienceMs);
    if (begun.kind === 'over_budget') throw new OverBudget(begun.shortage);
    if (begun.kind !== 'wait') return begun;
    if (performance.now() > until) throw new AwaitsSiblings(fence.runId);
    // An abort rejects with an error of its own; whoever aborted said why.
    await delay(spread(LOOK_MS), undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
};
