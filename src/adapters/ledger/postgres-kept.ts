import { sql } from 'kysely';
import type { CallRef, Fence } from '../../ports/ledger.ts';
import type { Database } from '../postgres/index.ts';
import { fencedBy, isFenceState } from './postgres-fence.ts';

/**
 * See {@link Ledger.keepResult}.
 * @throws Fenced
 * @throws RangeError when the call was not completed.
 */
export const keepResult = async (
  db: Database,
  fence: Fence,
  { step, attempt }: CallRef,
  number: number,
  result: Uint8Array,
): Promise<void> => {
  const { rows } = await sql<{ readonly state: string }>`
    select ledger_keep_result(
      ${fence.executionId}, ${fence.runId}, ${fence.number}, ${step}, ${attempt}, ${number},
      ${result}
    ) as state`.execute(db);
  const state = rows[0]?.state ?? 'unknown';
  if (isFenceState(state)) throw fencedBy(fence, state);
  if (state === 'ok') return;
  throw new RangeError(
    `A result of step ${String(step)} of ${fence.runId} can't be kept: the step is not complete.`,
  );
};

/** Results that were kept beside a call, by their number. */
export const keptResults = async (
  db: Database,
  { executionId, runId }: Fence,
  call: CallRef | undefined,
): Promise<ReadonlyMap<number, Uint8Array>> => {
  if (call === undefined) return new Map();
  const rows = await db
    .selectFrom('ledger_bytes')
    .where('execution_id', '=', executionId)
    .where('run_id', '=', runId)
    .where('step', '=', call.step)
    .where('attempt', '=', call.attempt)
    .where('part', 'not in', ['messages', 'content'])
    .select(['part', 'bytes'])
    .execute();
  return new Map(rows.map(({ part, bytes }) => [Number(part.slice('result '.length)), bytes]));
};
