import type { ExecutionId } from '../../domain/session.ts';
import type { JournalEntry } from '../../domain/status.ts';
import type { GateRecord, OpinionRecord } from '../../ports/records.ts';
import type { Database } from '../postgres/index.ts';
import { storable } from '../postgres/text.ts';

/** See {@link Records.saveGate}. A judgement that is there already stays as it is. */
export const saveGate = async (
  db: Database,
  executionId: ExecutionId,
  gate: GateRecord,
): Promise<void> => {
  await db
    .insertInto('execution_gates')
    .values({
      execution_id: executionId,
      judgement: gate.judgement,
      kind: gate.kind,
      phase: gate.phase,
      iteration: gate.iteration,
      verdict: gate.verdict,
      score: gate.score ?? null,
      raw: gate.raw ?? null,
      threshold: gate.threshold ?? null,
      tree: gate.tree,
      evidence: gate.evidence,
      errors: gate.errors,
      warnings: gate.warnings,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** See {@link Records.saveOpinion}. */
export const saveOpinion = async (
  db: Database,
  executionId: ExecutionId,
  { judgement, evidence, warnings }: OpinionRecord,
): Promise<void> => {
  await db
    .updateTable('execution_gates')
    .set({ evidence, warnings })
    .where('execution_id', '=', executionId)
    .where('judgement', '=', judgement)
    .where('kind', '=', 'exit')
    .execute();
};

/** Postgres takes at most 65,535 parameters in a statement; an entry needs four. */
const ENTRIES_AT_ONCE = 1_000;

/** See {@link Records.appendJournal}. An entry that is there already stays as it is. */
export const appendJournal = async (
  db: Database,
  executionId: ExecutionId,
  entries: readonly JournalEntry[],
): Promise<void> => {
  for (let from = 0; from < entries.length; from += ENTRIES_AT_ONCE) {
    const rows = entries.slice(from, from + ENTRIES_AT_ONCE).map(({ seq, at, text }) => ({
      execution_id: executionId,
      seq,
      at: new Date(at),
      text: storable(text),
    }));
    await db
      .insertInto('journal')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
};
