import { sql } from 'kysely';
import type { Fence } from '../../ports/ledger.ts';
import type { Database } from '../postgres/index.ts';

/** See {@link Ledger.wait}. */
export const wait = async (
  db: Database,
  { executionId, runId, number }: Fence,
  parkedMs?: number,
): Promise<{ readonly held: boolean }> => {
  const until =
    parkedMs === undefined
      ? sql<null>`null::timestamptz`
      : sql<Date>`clock_timestamp() + ${Math.round(parkedMs)} * interval '1 ms'`;
  await sql`
    update persona_runs set held_attempt = ${number}, parked_until = ${until}
    where execution_id = ${executionId} and run_id = ${runId} and attempts = ${number}
      and ended_at is null
      and (held_attempt is distinct from ${number} or parked_until is distinct from ${until})`.execute(
    db,
  );
  const execution = await db
    .selectFrom('sdlc_executions')
    .where('execution_id', '=', executionId)
    .select('held')
    .executeTakeFirst();
  return { held: execution?.held === true };
};
