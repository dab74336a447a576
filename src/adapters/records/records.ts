import type { Records } from '../../ports/records.ts';
import type { Database } from '../postgres/index.ts';
import { admit } from './admit.ts';
import { appendJournal, saveGate, saveOpinion } from './append.ts';
import { setBudget } from './budget.ts';
import { hold } from './hold.ts';
import { parked } from './parked.ts';
import { save } from './save.ts';
import { spent } from './spent.ts';

/** The records in Postgres. Every call may throw DatabaseUnreachable and may be made again. */
export const createRecords = (db: Database): Records => ({
  admit: (execution) => admit(db, execution),
  save: (executionId, snapshot) => save(db, executionId, snapshot),
  saveGate: (executionId, gate) => saveGate(db, executionId, gate),
  saveOpinion: (executionId, opinion) => saveOpinion(db, executionId, opinion),
  appendJournal: (executionId, entries) => appendJournal(db, executionId, entries),
  hold: (executionId, held) => hold(db, executionId, held),
  parked: (executionId) => parked(db, executionId),
  setBudget: (executionId, budget) => setBudget(db, executionId, budget),
  spent: (executionId) => spent(db, executionId),
});
