import type { ExecutionId } from '../../domain/session.ts';
import type { Database } from '../postgres/index.ts';

/**
 * Waits for every `begin` in flight, each of which holds the lock of its run: those that come later
 * see what was committed before. To be called on its own, after that commit.
 */
export const afterBegins = async (db: Database, executionId: ExecutionId): Promise<void> => {
  await db
    .selectFrom('persona_runs')
    .where('execution_id', '=', executionId)
    .where('ended_at', 'is', null)
    .select('run_id')
    .forShare()
    .execute();
};
