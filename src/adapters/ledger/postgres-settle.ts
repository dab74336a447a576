import { sql } from 'kysely';
import type { CallAnswer, CallFailure, CallRef, CallUsage, Fence } from '../../ports/ledger.ts';
import type { Database } from '../postgres/index.ts';
import { storable, storableOrNull } from '../postgres/text.ts';
import { fencedBy, isFenceState } from './postgres-fence.ts';

/** A try that can't be settled: it was never begun, or has another outcome already. */
export class NotSettled extends Error {
  override readonly name = 'NotSettled';
}

interface Settlement {
  readonly outcome: 'complete' | CallFailure['outcome'];
  readonly cost: number;
  readonly possiblyBilled: boolean;
  readonly latencyMs: number;
  readonly message?: string;
  readonly usage?: CallUsage;
  readonly answer?: CallAnswer;
  readonly tooLong?: true;
}

/** The finish reason of a try that was refused for its length. */
export const TOO_LONG = 'too_long';

const LATENCY_MAX = 2 ** 31 - 1;

const milliseconds = (value: number): number =>
  Number.isFinite(value) ? Math.min(LATENCY_MAX, Math.max(0, Math.round(value))) : 0;

/** A count as a provider reported it; nonsense is kept in the raw usage only. */
const tokens = (value: number | undefined): number | null =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null;

const settle = async (db: Database, fence: Fence, ref: CallRef, it: Settlement): Promise<void> => {
  const { answer, usage = {} } = it;
  const { rows } = await sql<{ readonly state: string }>`
    select ledger_settle(
      ${fence.executionId}, ${fence.runId}, ${fence.number}, ${ref.step}, ${ref.attempt},
      ${it.outcome}, ${it.cost}, ${it.possiblyBilled}, ${milliseconds(it.latencyMs)},
      ${storableOrNull(it.message)}, ${answer?.content ?? null},
      ${storableOrNull(answer?.finishReason ?? (it.tooLong && TOO_LONG))}, ${tokens(usage.inputTokens)},
      ${tokens(usage.outputTokens)}, ${tokens(usage.cachedInputTokens)},
      ${tokens(usage.cacheWriteTokens5m)}, ${tokens(usage.cacheWriteTokens1h)},
      ${tokens(usage.reasoningTokens)}, ${answer?.uncachedCost ?? null},
      ${storableOrNull(answer?.rawUsage)}, ${storableOrNull(answer?.modelAnswered)},
      ${storableOrNull(answer?.providerRequestId)}
    ) as state`.execute(db);
  const state = rows[0]?.state ?? 'no answer';
  if (state === 'ok') return;
  if (isFenceState(state)) throw fencedBy(fence, state);
  const what = state === 'settled' ? 'has another outcome already' : `can't be settled: ${state}`;
  throw new NotSettled(
    `Try ${String(ref.attempt)} of step ${String(ref.step)} of ${fence.runId} ${what}.`,
  );
};

/**
 * See {@link Ledger.complete}. The same answer a second time is no error.
 * @throws Fenced
 * @throws NotSettled
 */
export const complete = (
  db: Database,
  fence: Fence,
  ref: CallRef,
  answer: CallAnswer,
): Promise<void> =>
  settle(db, fence, ref, {
    outcome: 'complete',
    cost: answer.cost,
    possiblyBilled: false,
    latencyMs: answer.latencyMs,
    usage: answer.usage,
    answer,
  });

/**
 * See {@link Ledger.fail}. The same failure a second time is no error.
 * @throws Fenced
 * @throws NotSettled
 */
export const fail = (
  db: Database,
  fence: Fence,
  ref: CallRef,
  failure: CallFailure,
): Promise<void> => settle(db, fence, ref, { ...failure, message: storable(failure.message) });
