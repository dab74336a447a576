import type { ExecutionId } from '../domain/session.ts';
import type { Records } from '../ports/records.ts';
import type { Report } from './contracts/report.ts';

/** Brings the execution's row and journal up to date; twice the same report changes nothing. */
export const keepReport = async (
  records: Records,
  executionId: ExecutionId,
  { snapshot, journal }: Report,
): Promise<void> => {
  await records.save(executionId, snapshot);
  if (journal.length > 0) await records.appendJournal(executionId, journal);
};
