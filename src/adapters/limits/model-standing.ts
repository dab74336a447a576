import { sql } from 'kysely';
import type { ModelStanding } from '../../ports/model-states.ts';
import type { Database } from '../postgres/index.ts';

const now = sql<Date>`clock_timestamp()`;

const uses = async (db: Database): Promise<ModelStanding['uses']> => {
  const held = await db
    .selectFrom('provider_leases')
    .where('expires_at', '>', now)
    .groupBy('key')
    .select(['key', sql<number>`sum(slots)`.as('calls')])
    .select(
      sql<number>`coalesce(sum(waiting) filter (where waits_until > ${now}), 0)`.as('waiting'),
    )
    .execute();
  const begun = await db
    .selectFrom('provider_seconds')
    .where('second', '>=', sql<number>`floor(extract(epoch from ${now})) - 60`)
    .groupBy('key')
    .select(['key', sql<number>`sum(requests)`.as('requests')])
    .select(sql<number>`sum(tokens)::bigint`.as('tokens'))
    .execute();
  const keys = new Set([...held, ...begun].map(({ key }) => key));
  return [...keys].sort().map((key) => {
    const { calls = 0, waiting = 0 } = held.find((row) => row.key === key) ?? {};
    const { requests = 0, tokens = 0 } = begun.find((row) => row.key === key) ?? {};
    return { key, calls, waiting, requests, tokens };
  });
};

/** What workers show of limits and circuit breakers; one that has been silent for long is left out. */
export const readModelStanding = async (db: Database): Promise<ModelStanding> => ({
  states: await db
    .selectFrom('model_states')
    .where('expires_at', '>', now)
    .select(['worker', 'model', 'state', 'since', 'reason'])
    .orderBy('model')
    .orderBy('worker')
    .execute(),
  uses: await uses(db),
});
