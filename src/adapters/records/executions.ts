import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { phaseIndex } from '../../domain/phases.ts';
import type { SessionId } from '../../domain/session.ts';
import type { Spending } from '../../domain/spending.ts';
import type { ExecutionRow, ListFilter } from '../../ports/records.ts';
import type { Database } from '../postgres/index.ts';
import { present } from './present.ts';
import { spendingOfAll } from './spending.ts';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 1_000;

const selectExecutions = (db: Database) =>
  db
    .selectFrom('sdlc_executions as e')
    .select([
      'e.execution_id as executionId',
      'e.session',
      'e.requirement',
      'e.excerpt',
      'e.model',
      'e.team',
    ])
    .select(['e.revision', 'e.status', 'e.phase', 'e.quality', 'e.tree', 'e.note'])
    .select(['e.started_at as startedAt', 'e.updated_at as updatedAt', 'e.ended_at as endedAt'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('execution_phases as p')
          .whereRef('p.execution_id', '=', 'e.execution_id')
          .select(['p.phase', 'p.state', 'p.iteration', 'p.iteration_limit as limit'])
          .select(['p.score', 'p.threshold', 'p.verdict', 'p.reason'])
          .select('p.accepted_by as acceptedBy'),
      ).as('phases'),
    )
    .orderBy('e.number', 'desc');

type Row = Awaited<ReturnType<ReturnType<typeof selectExecutions>['execute']>>[number];

const executionOf = (row: Row, spending: Spending): ExecutionRow => ({
  ...present(row),
  revision: row.revision ?? 0,
  cost: spending.spentNanoUsd,
  calls: spending.calls,
  spending,
  phases: row.phases
    .map((phase) => present(phase))
    .sort((a, b) => phaseIndex(a.phase) - phaseIndex(b.phase)),
});

const withSpending = async (
  db: Database,
  rows: readonly Row[],
): Promise<readonly ExecutionRow[]> => {
  const spent = await spendingOfAll(
    db,
    rows.map(({ executionId }) => executionId),
  );
  return rows.flatMap((row) => {
    const spending = spent.get(row.executionId);
    return spending === undefined ? [] : [executionOf(row, spending)];
  });
};

/** See {@link RecordsReader.list}. A limit out of its range is taken as the nearest in it. */
export const listExecutions = async (
  db: Database,
  { status, phase, limit = LIMIT_DEFAULT }: ListFilter,
): Promise<readonly ExecutionRow[]> => {
  let query = selectExecutions(db).limit(Math.min(LIMIT_MAX, Math.max(1, Math.trunc(limit))));
  if (status !== undefined) query = query.where('e.status', '=', status);
  if (phase !== undefined) query = query.where('e.phase', '=', phase);
  return withSpending(db, await query.execute());
};

/** See {@link RecordsReader.find}: the newest execution of a session. */
export const findExecution = async (
  db: Database,
  session: SessionId,
): Promise<ExecutionRow | undefined> => {
  const rows = await selectExecutions(db).where('e.session', '=', session).limit(1).execute();
  return (await withSpending(db, rows))[0];
};
