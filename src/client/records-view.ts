import { fallbacksIn } from '../domain/fallbacks.ts';
import type { Spending } from '../domain/spending.ts';
import type { JournalEntry } from '../domain/status.ts';
import { DatabaseUnreachable } from '../ports/database-unreachable.ts';
import type { ExecutionRow } from '../ports/records.ts';
import { NotConfigured, NotReachable } from './errors.ts';
import { withMeasured } from './evidence.ts';
import type { Services } from './services.ts';
import type { SessionId } from '../domain/session.ts';
import { hasEnded } from './view.ts';
import type { ObservedView } from './view.ts';

/** Entries of the journal in a view, as the workflow keeps them. */
const JOURNAL_KEPT = 100;

/** What a view says of money, from the ledger. */
const spentIn = (
  spending: Spending,
): Pick<ObservedView, 'budgetNanoUsd' | 'costNanoUsd' | 'calls' | 'spending'> => ({
  ...(spending.budgetNanoUsd === undefined ? {} : { budgetNanoUsd: spending.budgetNanoUsd }),
  costNanoUsd: spending.spentNanoUsd,
  calls: spending.calls,
  spending,
});

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
  ...(row.team === undefined ? {} : { team: row.team }),
  ...spentIn(row.spending),
  elapsedMs: (row.endedAt ?? row.updatedAt).getTime() - row.startedAt.getTime(),
  journal: journal.slice(-JOURNAL_KEPT),
  ...(row.status === 'failed' && row.note !== undefined ? { failure: row.note } : {}),
  ...(row.note === undefined || hasEnded(row.status) ? {} : { note: row.note }),
  source: 'records',
  observedAt: row.updatedAt.getTime(),
});

/** The phases with what was measured of them; as they are where no objects can be read. */
const measuredPhases = async (
  services: Services,
  row: ExecutionRow,
): Promise<ExecutionRow['phases']> => {
  try {
    const objects = await services.objects();
    const gates = await (await services.records()).gates(row.executionId);
    return await withMeasured(objects, row.phases, gates);
  } catch (error) {
    if (error instanceof NotConfigured) return row.phases;
    throw error;
  }
};

/** What Postgres knew last of an execution, or `undefined`. @throws NotConfigured, NotReachable */
export const viewFromRecords = async (
  services: Services,
  session: SessionId,
): Promise<ObservedView | undefined> => {
  const records = await services.records();
  const row = await records.find(session);
  if (row === undefined) return undefined;
  const phases = await measuredPhases(services, row);
  return { ...viewOf(row, await records.journal(row.executionId)), phases };
};

/** The view with what the ledger knows by now; as it is where no records can be read. */
export const withSpending = async (
  services: Services,
  view: ObservedView,
): Promise<ObservedView> => {
  if (!services.hasRecords || view.executionId === undefined) return view;
  try {
    const records = await services.records();
    const spending = await records.spending(view.executionId);
    if (spending === undefined) return view;
    const fallbacks = fallbacksIn(view, spending.answers);
    return { ...view, ...spentIn(spending), ...(fallbacks.length === 0 ? {} : { fallbacks }) };
  } catch (error) {
    if (error instanceof NotReachable || error instanceof DatabaseUnreachable) return view;
    throw error;
  }
};
