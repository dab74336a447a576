import type { ExecutionId } from '../../domain/session.ts';
import type { OpenCallRow } from '../../ports/records.ts';
import type { Database } from '../postgres/index.ts';
import { present } from './present.ts';

/** See {@link RecordsReader.openCalls}. Nothing once the run has ended. */
export const listOpenCalls = async (
  db: Database,
  executionId: ExecutionId,
  runId: string,
): Promise<readonly OpenCallRow[]> => {
  const rows = await db
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
        .onRef('c.execution_id', '=', 'l.execution_id')
        .onRef('c.run_id', '=', 'l.run_id')
        .onRef('c.step', '=', 'l.step')
        .onRef('c.attempt', '=', 'l.attempt')
        .on('c.part', '=', 'content'),
    )
    .where('l.execution_id', '=', executionId)
    .where('l.run_id', '=', runId)
    .select(['l.step', 'l.attempt', 'l.outcome', 'm.bytes as messages', 'c.bytes as content'])
    .select('l.message')
    .orderBy('l.step')
    .orderBy('l.attempt')
    .execute();
  return rows.map((row) => present(row));
};
