import type { ExecutionId } from '../../domain/session.ts';
import type { GateRecord } from '../../ports/records.ts';
import type { Database } from '../postgres/index.ts';
import { present } from './present.ts';

/** See {@link RecordsReader.gates}. In the order of judgement, an entry before an exit. */
export const listGates = async (
  db: Database,
  executionId: ExecutionId,
): Promise<readonly (GateRecord & { readonly at: Date })[]> => {
  const rows = await db
    .selectFrom('execution_gates')
    .where('execution_id', '=', executionId)
    .select(['phase', 'judgement', 'iteration', 'kind', 'verdict', 'score', 'raw', 'threshold'])
    .select(['tree', 'evidence', 'errors', 'warnings', 'at'])
    .orderBy('judgement')
    .orderBy('kind')
    .execute();
  return rows.map((row) => present(row));
};
