import type { ExecutionId } from '../../domain/session.ts';
import type { AdmittedExecution } from '../../ports/records.ts';
import type { Database } from '../postgres/index.ts';
import { storable } from '../postgres/text.ts';
import { budgetColumns } from './budget.ts';

const insert = (db: Database, execution: AdmittedExecution) =>
  db
    .insertInto('sdlc_executions')
    .values({
      session: execution.session,
      first_run_id: execution.firstRunId,
      requirement: execution.requirement,
      excerpt: storable(execution.excerpt),
      model: execution.model,
      team: execution.team ?? null,
      ...budgetColumns(execution.budget ?? {}),
    })
    .onConflict((conflict) => conflict.columns(['session', 'first_run_id']).doNothing())
    .returning('execution_id')
    .executeTakeFirst();

const find = (db: Database, { session, firstRunId }: AdmittedExecution) =>
  db
    .selectFrom('sdlc_executions')
    .where('session', '=', session)
    .where('first_run_id', '=', firstRunId)
    .select('execution_id')
    .executeTakeFirstOrThrow();

/** See {@link Records.admit}. The same session with another first run is another execution. */
export const admit = async (db: Database, execution: AdmittedExecution): Promise<ExecutionId> => {
  const row = (await insert(db, execution)) ?? (await find(db, execution));
  return row.execution_id;
};
