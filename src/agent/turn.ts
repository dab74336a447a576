import { setTimeout as delay } from 'node:timers/promises';
import type { Fence, Ledger } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import type { Turn } from '../ports/provider-limits.ts';

/** The limit of a provider leaves no room for a call now: a matter of time. */
export class AwaitsProvider extends Error {
  override readonly name = 'AwaitsProvider';
  /** ms. */
  readonly retryAfterMs: number;

  constructor(spec: string, why: 'calls' | 'rate', retryAfterMs: number) {
    const what =
      why === 'calls'
        ? 'as many calls are under way as the limit of its provider allows'
        : "the requests or tokens of this minute are used up, by its provider's limit";
    super(
      `${spec} is not asked now: ${what}. It is tried again by itself in ${(retryAfterMs / 1000).toFixed(1)} s.`,
    );
    this.retryAfterMs = retryAfterMs;
  }
}

/** Between two looks whether the execution is paused, in ms. */
const LOOK_MS = 500;

/** Who waits for a turn, and for which call. */
export interface TurnOf {
  readonly ledger: Ledger;
  readonly fence: Fence;
  readonly signal: AbortSignal;
  readonly model: Pick<ResolvedModel, 'spec' | 'turns'>;
  /** The most that the call can use, input and output. */
  readonly tokens: number;
}

/** Leaves the queue when the execution is paused. @param over when nobody waits any more */
const watchForPause = async (
  { ledger, fence }: TurnOf,
  leave: AbortController,
  over: AbortSignal,
): Promise<void> => {
  for (;;) {
    await delay(LOOK_MS, undefined, { signal: over });
    // No row tells of this attempt, and it is no sign of a run that kills its workers.
    const { held } = await ledger.wait(fence).catch(() => ({ held: false }));
    if (held) leave.abort();
  }
};

/**
 * Waits until the limit of the model's provider has room for one more call.
 * @returns `held` as soon as the execution is paused.
 * @throws AwaitsProvider when it has none within that time, or the signal's reason.
 */
export const takeTurn = async (of: TurnOf, patienceMs: number): Promise<Turn | 'held'> => {
  const { fence, model, tokens } = of;
  const name = `${fence.executionId} ${fence.runId}`;
  const [leave, over] = [new AbortController(), new AbortController()];
  watchForPause(of, leave, over.signal).catch(() => undefined);
  try {
    const signal = AbortSignal.any([of.signal, leave.signal]);
    const taken = await model.turns.take({ name, tokens, patienceMs, signal });
    if (taken.kind === 'turn') return taken.turn;
    throw new AwaitsProvider(model.spec, taken.why, taken.waitMs);
  } catch (error) {
    if (leave.signal.aborted && !of.signal.aborted) return 'held';
    throw error;
  } finally {
    over.abort();
  }
};
