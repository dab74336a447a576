import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ExecutionId } from '../../domain/session.ts';
import { hasEnded } from '../../domain/status.ts';
import type { PhaseView } from '../../domain/status.ts';
import type { Snapshot } from '../../ports/records.ts';
import type { Database } from '../postgres/index.ts';
import type { Schema } from '../postgres/schema.ts';
import { storableOrNull } from '../postgres/text.ts';

/** Something is recorded for an execution that this database does not have. */
export class ExecutionUnknown extends Error {
  override readonly name = 'ExecutionUnknown';
  constructor(executionId: ExecutionId) {
    super(`The execution ${executionId} is not in the database: it was admitted to another one.`);
  }
}

/** @throws ExecutionUnknown */
const mustExist = async (db: Database, executionId: ExecutionId): Promise<void> => {
  const row = await db
    .selectFrom('sdlc_executions')
    .where('execution_id', '=', executionId)
    .select('execution_id')
    .executeTakeFirst();
  if (row === undefined) throw new ExecutionUnknown(executionId);
};

const updateExecution = async (
  trx: Transaction<Schema>,
  executionId: ExecutionId,
  snapshot: Snapshot,
): Promise<boolean> => {
  const { revision, status, phase } = snapshot;
  const row = await trx
    .updateTable('sdlc_executions')
    .set({
      revision,
      status,
      phase,
      quality: snapshot.quality ?? null,
      tree: snapshot.tree ?? null,
      note: storableOrNull(snapshot.note),
      updated_at: sql`now()`,
      ended_at: hasEnded(status) ? sql`coalesce(ended_at, now())` : null,
    })
    .where('execution_id', '=', executionId)
    .where((eb) => eb.or([eb('revision', 'is', null), eb('revision', '<', revision)]))
    .returning('execution_id')
    .executeTakeFirst();
  return row !== undefined;
};

const phaseRow = (executionId: ExecutionId, view: PhaseView) => ({
  execution_id: executionId,
  phase: view.phase,
  state: view.state,
  iteration: view.iteration,
  iteration_limit: view.limit,
  score: view.score ?? null,
  threshold: view.threshold ?? null,
  verdict: view.verdict ?? null,
  reason: storableOrNull(view.reason),
  accepted_by: storableOrNull(view.acceptedBy),
});

const replacePhases = async (
  trx: Transaction<Schema>,
  executionId: ExecutionId,
  phases: readonly PhaseView[],
): Promise<void> => {
  await trx.deleteFrom('execution_phases').where('execution_id', '=', executionId).execute();
  if (phases.length === 0) return;
  const rows = phases.map((view) => phaseRow(executionId, view));
  await trx.insertInto('execution_phases').values(rows).execute();
};

/** Runs are locked before their execution, as a `begin` does: else the two could wait for each other. */
const lockRuns = async (trx: Transaction<Schema>, executionId: ExecutionId): Promise<void> => {
  await trx
    .selectFrom('persona_runs')
    .where('execution_id', '=', executionId)
    .where('ended_at', 'is', null)
    .select('run_id')
    .orderBy('run_id')
    .forNoKeyUpdate()
    .execute();
};

/**
 * See {@link Records.save}. The update locks the execution's row, so a snapshot and its phases are
 * replaced together, and a slower writer then sees the newer revision and changes nothing. With the
 * end of an execution, its calls under way count as lost, in the same transaction.
 * @throws ExecutionUnknown
 */
export const save = async (
  db: Database,
  executionId: ExecutionId,
  snapshot: Snapshot,
): Promise<void> => {
  const saved = await db.transaction().execute(async (trx) => {
    const ends = hasEnded(snapshot.status);
    if (ends) await lockRuns(trx, executionId);
    if (!(await updateExecution(trx, executionId, snapshot))) return false;
    if (ends) await sql`select ledger_end_execution(${executionId})`.execute(trx);
    await replacePhases(trx, executionId, snapshot.phases);
    return true;
  });
  if (!saved) await mustExist(db, executionId);
};
