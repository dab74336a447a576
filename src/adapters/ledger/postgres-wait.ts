import { sql } from 'kysely';
import type { Fence } from '../../ports/ledger.ts';
import type { Database } from '../postgres/index.ts';

/** See {@link Ledger.wait}. */
export const wait = async (
  db: Database,
  { executionId, runId, number }: Fence,
): Promise<{ readonly held: boolean }> => {
  await sql`
    update persona_runs set held_attempt = ${number}
    where execution_id = ${executionId} and run_id = ${runId} and attempts = ${number}
      and ended_at is null`.execute(db);
  const execution = await db
    .selectFrom('sdlc_executions')
    .where('execution_id', '=', executionId)
    .select('held')
    .executeTakeFirst();
  return { held: execution?.held === true };
};
