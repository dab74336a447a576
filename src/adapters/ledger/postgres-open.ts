import { sql } from 'kysely';
import type { OpenRun, RunIdentity } from '../../ports/ledger.ts';
import type { Database } from '../postgres/index.ts';
import { storable } from '../postgres/text.ts';
import { completedCalls } from './postgres-calls.ts';
import { resultOfRun } from './postgres-result.ts';

interface Opened {
  readonly fence: number;
  readonly idle: number;
  readonly ended: boolean;
}

/** See {@link Ledger.openRun}. A run that has ended takes no new number. */
export const openRun = async (db: Database, run: RunIdentity): Promise<OpenRun> => {
  const { executionId, runId } = run;
  const { rows } = await sql<Opened>`
    select * from ledger_open_run(
      ${executionId}, ${runId}, ${run.persona}, ${run.phase}, ${run.iteration},
      ${run.inputDigest}, ${storable(run.worker)}
    )`.execute(db);
  const [opened] = rows;
  if (opened === undefined) throw new Error(`Opening ${runId} gave no answer.`);
  const fence = { executionId, runId, number: opened.fence };
  const base = { fence, idleAttempts: opened.idle };
  if (!opened.ended) return { ...base, calls: await completedCalls(db, fence) };
  const result = await resultOfRun(db, executionId, runId);
  return { ...base, calls: [], ...(result === undefined ? {} : { result }) };
};
