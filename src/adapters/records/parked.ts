import { sql } from 'kysely';
import type { ExecutionId } from '../../domain/session.ts';
import type { Database } from '../postgres/index.ts';

/** See {@link Records.parked}. */
export const parked = async (
  db: Database,
  executionId: ExecutionId,
): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('persona_runs')
    .where('execution_id', '=', executionId)
    .where('ended_at', 'is', null)
    .whereRef('held_attempt', '=', 'attempts')
    .where('parked_until', '>', sql<Date>`clock_timestamp()`)
    .select('run_id')
    .orderBy('run_id')
    .execute();
  return rows.map(({ run_id: runId }) => runId);
};
