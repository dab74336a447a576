import type { ExecutionId } from '../../domain/session.ts';
import type { OpenCallRow } from '../../ports/records.ts';
import { callsWithBytes } from '../postgres/calls-with-bytes.ts';
import type { Database } from '../postgres/index.ts';
import { present } from './present.ts';

/** See {@link RecordsReader.openCalls}. Nothing once the run has ended. */
export const listOpenCalls = async (
  db: Database,
  executionId: ExecutionId,
  runId: string,
): Promise<readonly OpenCallRow[]> => {
  const rows = await callsWithBytes(db, { executionId, runId })
    .select(['l.step', 'l.attempt', 'l.outcome', 'm.bytes as messages', 'c.bytes as content'])
    .select('l.message')
    .execute();
  return rows.map((row) => present(row));
};
