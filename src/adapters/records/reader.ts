import type { RecordsReader } from '../../ports/records.ts';
import type { Database } from '../postgres/index.ts';
import { findExecution, listExecutions } from './executions.ts';
import { listGates } from './gates.ts';
import { readJournal } from './journal.ts';
import { listOpenCalls } from './open-calls.ts';
import { listRuns } from './runs.ts';
import { spending } from './spending.ts';

/** Reads the records in Postgres. Every call may throw DatabaseUnreachable. */
export const createRecordsReader = (db: Database): RecordsReader => ({
  list: (filter) => listExecutions(db, filter),
  find: (session) => findExecution(db, session),
  gates: (executionId) => listGates(db, executionId),
  runs: (executionId, persona) => listRuns(db, executionId, persona),
  journal: (executionId) => readJournal(db, executionId),
  spending: (executionId) => spending(db, executionId),
  openCalls: (executionId, runId) => listOpenCalls(db, executionId, runId),
});
