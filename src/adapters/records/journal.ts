import type { ExecutionId } from '../../domain/session.ts';
import type { JournalEntry } from '../../domain/status.ts';
import type { Database } from '../postgres/index.ts';

/** See {@link RecordsReader.journal}. All of it, in order. */
export const readJournal = async (
  db: Database,
  executionId: ExecutionId,
): Promise<readonly JournalEntry[]> => {
  const rows = await db
    .selectFrom('journal')
    .where('execution_id', '=', executionId)
    .select(['seq', 'at', 'text'])
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, at, text }) => ({ seq, at: at.getTime(), text }));
};
