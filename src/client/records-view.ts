import type { JournalEntry } from '../domain/status.ts';
import type { ExecutionRow } from '../ports/records.ts';
import type { Services } from './services.ts';
import type { SessionId } from '../domain/session.ts';
import { hasEnded } from './view.ts';
import type { ObservedView } from './view.ts';

/** Entries of the journal in a view, as the workflow keeps them. */
const JOURNAL_KEPT = 100;

const viewOf = (row: ExecutionRow, journal: readonly JournalEntry[]): ObservedView => ({
  session: row.session,
  executionId: row.executionId,
  requirement: row.requirement,
  status: row.status,
  phase: row.phase,
  phases: row.phases,
  running: [],
  ...(row.tree === undefined ? {} : { tree: row.tree }),
  model: row.model,
  costNanoUsd: row.cost,
  calls: row.calls,
  elapsedMs: (row.endedAt ?? row.updatedAt).getTime() - row.startedAt.getTime(),
  journal: journal.slice(-JOURNAL_KEPT),
  ...(row.status === 'failed' && row.note !== undefined ? { failure: row.note } : {}),
  ...(row.note === undefined || hasEnded(row.status) ? {} : { note: row.note }),
  source: 'records',
  observedAt: row.updatedAt.getTime(),
});

/** What Postgres knew last of an execution, or `undefined`. @throws NotConfigured, NotReachable */
export const viewFromRecords = async (
  services: Services,
  session: SessionId,
): Promise<ObservedView | undefined> => {
  const records = await services.records();
  const row = await records.find(session);
  return row && viewOf(row, await records.journal(row.executionId));
};
