import type { Budget } from '../../domain/budget.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { Database } from '../postgres/index.ts';
import { afterBegins } from './begins.ts';
import { ExecutionUnknown } from './save.ts';

/** A budget as the columns of an execution. */
export const budgetColumns = ({ total, phases = {}, personas = {} }: Budget) => {
  const capped = Object.keys(phases).length + Object.keys(personas).length > 0;
  return {
    budget: total ?? null,
    caps: capped ? JSON.stringify({ phases, personas }) : null,
  };
};

/**
 * See {@link Records.setBudget}. When this returns, no call begins that did not see it.
 * @throws ExecutionUnknown
 */
export const setBudget = async (
  db: Database,
  executionId: ExecutionId,
  budget: Budget,
): Promise<void> => {
  const row = await db
    .updateTable('sdlc_executions')
    .set(budgetColumns(budget))
    .where('execution_id', '=', executionId)
    .returning('execution_id')
    .executeTakeFirst();
  if (row === undefined) throw new ExecutionUnknown(executionId);
  await afterBegins(db, executionId);
};
