import type { Caller } from './call.ts';
import { ModelBusy } from './failures.ts';
import { AwaitsSiblings } from './reserve.ts';
import type { RunEnd } from './run-task.ts';
import { AwaitsProvider } from './turn.ts';

/** The longest that Temporal waits by itself, in ms; see `activity-proxies.ts`. */
const BACK_OFF_MS = 2_000;

/** When an attempt that ends with this error is made again, in ms; nothing when it is not. */
const comesAgainIn = (error: unknown): number | undefined => {
  if (error instanceof AwaitsProvider || error instanceof AwaitsSiblings) return error.retryAfterMs;
  return error instanceof ModelBusy ? (error.retryAfterMs ?? BACK_OFF_MS) : undefined;
};

/**
 * Ends an attempt that failed. One that is to be made again is noted as parked, so that a pause or a
 * new budget need not wait for it.
 * @returns `held` when the execution is paused already
 * @throws the error, in any other case
 */
export const parkOrThrow = async ({ ledger, fence }: Caller, error: unknown): Promise<RunEnd> => {
  const ms = comesAgainIn(error);
  if (ms === undefined) throw error;
  const { held } = await ledger.wait(fence, ms).catch(() => ({ held: false }));
  if (held) return { kind: 'held' };
  throw error;
};
