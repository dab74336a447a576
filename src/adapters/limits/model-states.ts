import { sql } from 'kysely';
import type { ModelStateChange, ModelStates } from '../../ports/model-states.ts';
import type { Database } from '../postgres/index.ts';

/** After which what a silent worker has shown counts no more, in seconds. */
const LASTS_S = 60;

/** Between two signs that a breaker is still open, in ms. */
const SHOWN_EVERY_MS = 20_000;

const untilLater = sql<Date>`clock_timestamp() + ${LASTS_S} * interval '1 second'`;

/** Also drops what others have left behind. */
const write = async (db: Database, worker: string, change: ModelStateChange): Promise<void> => {
  await db
    .deleteFrom('model_states')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
  const { state, reason } = change;
  const since = sql<Date>`clock_timestamp()`;
  await db
    .insertInto('model_states')
    .values({ ...change, worker, since, expires_at: untilLater })
    .onConflict((row) =>
      row
        .columns(['worker', 'model'])
        .doUpdateSet({ state, reason, since, expires_at: untilLater }),
    )
    .execute();
};

/** A row for each model whose breaker has changed, for as long as it is not closed. */
export const createModelStates = (db: Database, worker: string): ModelStates => {
  const notClosed = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: the last change is the one that stays. */
  const then = (step: () => Promise<unknown>): void => {
    last = last.then(step).catch(() => undefined);
  };
  const timer = setInterval(() => {
    if (notClosed.size === 0) return;
    then(() =>
      db
        .updateTable('model_states')
        .set({ expires_at: untilLater })
        .where('worker', '=', worker)
        .where('model', 'in', [...notClosed])
        .execute(),
    );
  }, SHOWN_EVERY_MS).unref();
  return {
    record: (change) => {
      if (change.state === 'closed') notClosed.delete(change.model);
      else notClosed.add(change.model);
      then(() => write(db, worker, change));
    },
    close: async () => {
      clearInterval(timer);
      then(() => db.deleteFrom('model_states').where('worker', '=', worker).execute());
      await last;
    },
  };
};
