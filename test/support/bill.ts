/** What the provider bills an execution for, beside what the ledger says. */
import { expect } from '@jest/globals';
import type { SessionId } from '../../src/domain/session.ts';
import type { Maestro } from './maestro.ts';

interface Row {
  readonly outcome: string;
  readonly cost: number;
  readonly possibly_billed: boolean;
}

/** Every try of every call of an execution. */
export const ledgerOf = ({ database }: Maestro, session: string): Promise<readonly Row[]> =>
  database.db
    .selectFrom('ledger')
    .innerJoin('sdlc_executions', 'sdlc_executions.execution_id', 'ledger.execution_id')
    .where('sdlc_executions.session', '=', session as SessionId)
    .select(['ledger.outcome', 'ledger.cost', 'ledger.possibly_billed'])
    .execute();

/** In nano-USD. */
export const sumOf = (rows: readonly { readonly cost: number }[]): number =>
  rows.reduce((sum, { cost }) => sum + cost, 0);

/** Of calls of which some failed: no more is billed than the ledger has, and the same where an answer came. */
export const expectBillWithin = async ({ model }: Maestro, rows: readonly Row[]): Promise<void> => {
  const marked = rows.filter((row) => row.possibly_billed);
  expect(marked.length).toBeGreaterThan(0);
  expect(rows.filter(({ outcome }) => outcome === 'rejected').length).toBeGreaterThan(0);
  const { entries, total } = await model.bill();
  expect(total).toBeLessThanOrEqual(sumOf(rows));
  const exact = entries.filter(({ outcome }) => outcome === 'answered');
  expect(sumOf(exact)).toBe(sumOf(rows.filter((row) => !row.possibly_billed)));
};
