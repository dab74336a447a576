import type { ExecutionId } from '../../domain/session.ts';
import type { Database } from '../postgres/index.ts';
import { afterBegins } from './begins.ts';
import { ExecutionUnknown } from './save.ts';

/**
 * See {@link Records.hold}. When this returns, no call begins that did not see the new value: a
 * `begin` looks at it under the lock of its run, and every such lock has been waited for.
 * @throws ExecutionUnknown
 */
export const hold = async (
  db: Database,
  executionId: ExecutionId,
  held: boolean,
): Promise<void> => {
  const row = await db
    .updateTable('sdlc_executions')
    .set({ held })
    .where('execution_id', '=', executionId)
    .returning('execution_id')
    .executeTakeFirst();
  if (row === undefined) throw new ExecutionUnknown(executionId);
  await afterBegins(db, executionId);
};
