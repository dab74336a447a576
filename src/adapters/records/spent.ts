import { nanoUsd } from '../../domain/money.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { Spent } from '../../ports/records.ts';
import type { Database } from '../postgres/index.ts';
import { CALLS, COST } from '../postgres/sums.ts';

/** See {@link Records.spent}. A try without an outcome has cost nothing yet. */
export const spent = async (db: Database, executionId: ExecutionId): Promise<Spent> => {
  const row = await db
    .selectFrom('ledger')
    .where('execution_id', '=', executionId)
    .select([COST.as('cost'), CALLS.as('calls')])
    .executeTakeFirstOrThrow();
  return { cost: nanoUsd(row.cost), calls: row.calls };
};
