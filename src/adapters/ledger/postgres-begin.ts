import { sql } from 'kysely';
import type { BudgetPart, Shortage } from '../../domain/budget.ts';
import type { Digest } from '../../domain/digest.ts';
import type { NanoUsd } from '../../domain/money.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { Phase } from '../../domain/phases.ts';
import type { Begun, CallRequest, Fence } from '../../ports/ledger.ts';
import type { Database } from '../postgres/index.ts';
import { completedCalls } from './postgres-calls.ts';
import { fencedBy } from './postgres-fence.ts';
import type { FenceState } from './postgres-fence.ts';

interface ShortRow {
  readonly kind: 'wait' | 'over_budget';
  readonly part: BudgetPart['kind'];
  readonly most: NanoUsd;
  readonly spent: NanoUsd;
  readonly reserved: NanoUsd;
  readonly phase: Phase;
  readonly persona: PersonaId;
}

type Row =
  | { readonly kind: 'send' | 'replay'; readonly attempt: number }
  | { readonly kind: 'conflict'; readonly recorded: Digest }
  | { readonly kind: 'held' | 'gap' | FenceState }
  | ShortRow;

const partOf = ({ part, phase, persona }: ShortRow): BudgetPart => {
  switch (part) {
    case 'execution':
      return { kind: part };
    case 'phase':
      return { kind: part, phase };
    case 'persona':
      return { kind: part, persona };
  }
};

const shortageOf = (row: ShortRow, needed: NanoUsd): Shortage => ({
  part: partOf(row),
  limit: row.most,
  spent: row.spent,
  reserved: row.reserved,
  needed,
});

const begun = async (
  db: Database,
  fence: Fence,
  { step, bound }: CallRequest,
  row: Row,
): Promise<Begun> => {
  switch (row.kind) {
    case 'send':
      return { kind: 'send', ref: { step, attempt: row.attempt } };
    case 'replay': {
      const [call] = await completedCalls(db, fence, step);
      // Between the two queries a later attempt may have ended the run and dropped the bytes.
      if (call === undefined) throw fencedBy(fence, 'ended');
      return { kind: 'replay', call };
    }
    case 'conflict':
      return { kind: 'conflict', recorded: row.recorded };
    case 'held':
      return { kind: 'held' };
    case 'wait':
    case 'over_budget':
      return { kind: row.kind, shortage: shortageOf(row, bound) };
    case 'gap':
      throw new RangeError(
        `Step ${String(step)} of ${fence.runId} can't begin: the step before is not complete.`,
      );
    case 'fenced':
    case 'ended':
    case 'unknown':
      throw fencedBy(fence, row.kind);
  }
};

/**
 * See {@link Ledger.begin}. A try of this run that is still pending becomes `lost` at its bound:
 * at most one is pending at any time.
 * @throws Fenced
 * @throws RangeError when the step before is not complete.
 */
export const begin = async (db: Database, fence: Fence, request: CallRequest): Promise<Begun> => {
  const { rows } = await sql<Row>`
    select * from ledger_begin(
      ${fence.executionId}, ${fence.runId}, ${fence.number}, ${request.step}, ${request.model},
      ${request.digest}, ${request.bound}, ${request.messages}
    )`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error(`Beginning a step of ${fence.runId} gave no answer.`);
  return begun(db, fence, request, row);
};
