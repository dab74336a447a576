import { nanoUsd } from '../../domain/money.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { RunRow } from '../../ports/records.ts';
import type { Database } from '../postgres/index.ts';
import { CALLS, COST } from '../postgres/sums.ts';
import { present } from './present.ts';

const selectRuns = (db: Database, executionId: ExecutionId) =>
  db
    .selectFrom('persona_runs as r')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('ledger as l')
          .whereRef('l.execution_id', '=', 'r.execution_id')
          .whereRef('l.run_id', '=', 'r.run_id')
          .select([COST.as('cost'), CALLS.as('calls')])
          .as('spent'),
      (join) => join.onTrue(),
    )
    .where('r.execution_id', '=', executionId)
    .select(['r.run_id as runId', 'r.persona', 'r.phase', 'r.iteration', 'r.attempts'])
    .select(['r.started_at as startedAt', 'r.ended_at as endedAt', 'r.transcript', 'r.patch'])
    .select(['r.summary', 'r.steps', 'spent.cost', 'spent.calls'])
    .orderBy('r.started_at')
    .orderBy('r.run_id');

/** See {@link RecordsReader.runs}. In the order of their start. */
export const listRuns = async (
  db: Database,
  executionId: ExecutionId,
  persona?: PersonaId,
): Promise<readonly RunRow[]> => {
  const all = selectRuns(db, executionId);
  const rows = await (persona === undefined ? all : all.where('r.persona', '=', persona)).execute();
  return rows.map(({ calls, steps, cost, ...row }) => ({
    ...present(row),
    state: row.endedAt === null ? 'open' : 'ended',
    steps: steps ?? calls,
    cost: nanoUsd(cost),
  }));
};
