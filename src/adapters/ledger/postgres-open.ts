import { sql } from 'kysely';
import type { Digest } from '../../domain/digest.ts';
import { Fenced } from '../../ports/ledger.ts';
import type { Fence, OpenRun, RunIdentity } from '../../ports/ledger.ts';
import type { Database } from '../postgres/index.ts';
import { storable, storableOrNull } from '../postgres/text.ts';
import { completedCalls } from './postgres-calls.ts';
import { keptResults } from './postgres-kept.ts';
import { resultOfRun } from './postgres-result.ts';
import { TOO_LONG } from './postgres-settle.ts';

interface Opened {
  readonly fence: number;
  readonly idle: number;
  readonly ended: boolean;
  readonly granted: number;
  readonly superseded: boolean;
}

/** Requests of a run that were refused for their length. */
const refusals = async (
  db: Database,
  { executionId, runId }: Fence,
): Promise<readonly Digest[]> => {
  const rows = await db
    .selectFrom('ledger')
    .where('execution_id', '=', executionId)
    .where('run_id', '=', runId)
    .where('outcome', '!=', 'complete')
    .where('finish_reason', '=', TOO_LONG)
    .select('request_digest')
    .execute();
  return rows.map(({ request_digest: digest }) => digest);
};

/**
 * See {@link Ledger.openRun}. A run that has ended takes no new number.
 * @throws Fenced when a later retry has opened the run.
 */
export const openRun = async (db: Database, run: RunIdentity): Promise<OpenRun> => {
  const { executionId, runId } = run;
  const { rows } = await sql<Opened>`
    select * from ledger_open_attempt(
      ${executionId}, ${runId}, ${run.persona}, ${run.phase}, ${run.iteration},
      ${run.inputDigest}, ${storable(run.worker)}, ${storableOrNull(run.scheduling)},
      ${run.retry ?? null}
    )`.execute(db);
  const [opened] = rows;
  if (opened === undefined) throw new Error(`Opening ${runId} gave no answer.`);
  const fence = { executionId, runId, number: opened.fence };
  if (opened.superseded) throw new Fenced(fence, 'took over before this one began');
  const base = { fence, idleAttempts: opened.idle, grantedSteps: opened.granted };
  if (opened.ended) {
    const result = await resultOfRun(db, executionId, runId);
    return {
      ...base,
      calls: [],
      results: new Map(),
      tooLong: [],
      ...(result === undefined ? {} : { result }),
    };
  }
  const [calls, tooLong] = await Promise.all([completedCalls(db, fence), refusals(db, fence)]);
  const results = await keptResults(db, fence, calls.at(-1));
  return { ...base, calls, results, tooLong };
};
