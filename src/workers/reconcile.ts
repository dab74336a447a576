import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Logger } from 'pino';
import { hasEnded, STATUSES } from '../domain/status.ts';
import type { Status } from '../domain/status.ts';
import type { ExecutionRow, Records, RecordsReader } from '../ports/records.ts';

/** Between two looks at all open executions, in ms. */
const EVERY_MS = 15_000;

/** An execution that changed just now is left alone: its workflow may be about to report. */
const QUIET_MS = 5_000;

/** A workflow task that failed this often in a row will not mend itself. */
const FAILING_ATTEMPTS = 5;

/** What an execution's row should say. */
interface Correction {
  readonly status: Status;
  readonly note: string;
}

const OPEN = STATUSES.filter((status) => !hasEnded(status));

const ENDS: Readonly<Record<string, Correction>> = {
  TERMINATED: { status: 'failed', note: 'The workflow was terminated in Temporal.' },
  CANCELLED: { status: 'cancelled', note: 'The workflow was cancelled in Temporal.' },
  TIMED_OUT: { status: 'failed', note: 'The workflow timed out in Temporal.' },
  FAILED: { status: 'failed', note: 'The workflow failed in Temporal; its history says why.' },
};

/** What Temporal did to an execution that its workflow could not report itself. */
const lookAt = async (client: Client, row: ExecutionRow): Promise<Correction | undefined> => {
  try {
    const { status, raw } = await client.workflow.getHandle(row.session).describe();
    const attempt = raw.pendingWorkflowTask?.attempt ?? 0;
    if (status.name === 'RUNNING' && attempt > FAILING_ATTEMPTS) {
      const note = `Its workflow task has failed ${String(attempt)} times in a row; the worker's log says why.`;
      return { status: row.status, note };
    }
    return ENDS[status.name];
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return { status: 'failed', note: 'Temporal does not know the workflow any more.' };
  }
};

/** Looks once at all open executions. @returns how many rows were corrected. */
export const reconcile = async (
  client: Client,
  records: Records & RecordsReader,
): Promise<number> => {
  let corrected = 0;
  for (const status of OPEN) {
    for (const row of await records.list({ status, limit: 1000 })) {
      if (Date.now() - row.updatedAt.getTime() < QUIET_MS) continue;
      const correction = await lookAt(client, row);
      if (correction === undefined || correction.note === row.note) continue;
      await records.save(row.executionId, {
        revision: row.revision + 1,
        phase: row.phase,
        phases: row.phases,
        ...(row.quality === undefined ? {} : { quality: row.quality }),
        ...(row.tree === undefined ? {} : { tree: row.tree }),
        ...correction,
      });
      corrected += 1;
    }
  }
  return corrected;
};

/** Looks again and again. @returns what stops it. */
export const keepReconciled = (
  client: Client,
  records: Records & RecordsReader,
  log: Logger,
): (() => void) => {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void reconcile(client, records)
      .catch((error: unknown) => {
        log.warn({ err: error }, 'executions could not be compared with Temporal');
      })
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
  };
};
