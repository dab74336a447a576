import { sql } from 'kysely';
import type { Digest } from '../../domain/digest.ts';
import { nanoUsd } from '../../domain/money.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { Fence, RunResult } from '../../ports/ledger.ts';
import type { Database } from '../postgres/index.ts';
import { COST } from '../postgres/sums.ts';
import { storable } from '../postgres/text.ts';
import { fencedBy, isFenceState } from './postgres-fence.ts';

const selectResults = (db: Database, executionId: ExecutionId) =>
  db
    .selectFrom('persona_runs as r')
    .where('r.execution_id', '=', executionId)
    .where('r.ended_at', 'is not', null)
    .select(['r.run_id', 'r.patch', 'r.transcript', 'r.summary', 'r.steps', 'r.files'])
    .select((eb) =>
      eb
        .selectFrom('ledger as l')
        .whereRef('l.execution_id', '=', 'r.execution_id')
        .whereRef('l.run_id', '=', 'r.run_id')
        .select(COST.as('sum'))
        .as('cost'),
    )
    .$narrowType<{
      patch: Digest;
      transcript: Digest;
      summary: string;
      steps: number;
      files: number;
    }>()
    .orderBy('r.ended_at')
    .orderBy('r.run_id')
    .limit(1);

type ResultRow = Awaited<ReturnType<ReturnType<typeof selectResults>['execute']>>[number];

const resultOf = (row: ResultRow | undefined): RunResult | undefined =>
  row && {
    runId: row.run_id,
    patch: row.patch,
    transcript: row.transcript,
    summary: row.summary,
    steps: row.steps,
    files: row.files,
    cost: nanoUsd(row.cost ?? 0),
  };

/** The result of a run, or `undefined` while it is open. */
export const resultOfRun = async (
  db: Database,
  executionId: ExecutionId,
  runId: string,
): Promise<RunResult | undefined> =>
  resultOf(await selectResults(db, executionId).where('r.run_id', '=', runId).executeTakeFirst());

/** See {@link Ledger.findResult}. Of several the one that ended first. */
export const findResult = async (
  db: Database,
  executionId: ExecutionId,
  inputDigest: Digest,
): Promise<RunResult | undefined> =>
  resultOf(
    await selectResults(db, executionId)
      .where('r.input_digest', '=', inputDigest)
      .executeTakeFirst(),
  );

/**
 * See {@link Ledger.closeRun}. Tries that are still pending become `lost` at their bound.
 * @throws Fenced also when the run has ended with another result.
 */
export const closeRun = async (db: Database, fence: Fence, result: RunResult): Promise<void> => {
  const { rows } = await sql<{ readonly state: string }>`
    select ledger_close_run(
      ${fence.executionId}, ${fence.runId}, ${fence.number}, ${result.patch},
      ${result.transcript}, ${storable(result.summary)}, ${result.steps}, ${result.files}
    ) as state`.execute(db);
  const state = rows[0]?.state ?? 'unknown';
  if (isFenceState(state)) throw fencedBy(fence, state);
};

/** See {@link Ledger.noteReuse}. A second time for the same run is no error. */
export const noteReuse = async (
  db: Database,
  executionId: ExecutionId,
  runId: string,
  reused: RunResult,
): Promise<void> => {
  await sql`select ledger_reuse(${executionId}, ${runId}, ${reused.runId})`.execute(db);
};
