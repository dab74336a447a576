import type { ExecutionId } from '../../domain/session.ts';
import type { Database } from './database.ts';

export interface RunKey {
  readonly executionId: ExecutionId;
  readonly runId: string;
}

/**
 * The calls of a run that has not ended, by step and attempt, each with its bytes: `l` is the
 * call, `m` its messages, `c` its content, which only a completed call has.
 */
export const callsWithBytes = (db: Database, { executionId, runId }: RunKey) =>
  db
    .selectFrom('ledger as l')
    .innerJoin('ledger_bytes as m', (join) =>
      join
        .onRef('m.execution_id', '=', 'l.execution_id')
        .onRef('m.run_id', '=', 'l.run_id')
        .onRef('m.step', '=', 'l.step')
        .onRef('m.attempt', '=', 'l.attempt')
        .on('m.part', '=', 'messages'),
    )
    .leftJoin('ledger_bytes as c', (join) =>
      join
        .onRef('c.execution_id', '=', 'm.execution_id')
        .onRef('c.run_id', '=', 'm.run_id')
        .onRef('c.step', '=', 'm.step')
        .onRef('c.attempt', '=', 'm.attempt')
        .on('c.part', '=', 'content'),
    )
    .where('l.execution_id', '=', executionId)
    .where('l.run_id', '=', runId)
    .orderBy('l.step')
    .orderBy('l.attempt');
