import { sql } from 'kysely';
import type { ProviderLimits } from '../../ports/provider-limits.ts';
import type { Database } from '../postgres/index.ts';
import { createLeaseStore } from './lease-store.ts';
import { POOL_TIMES, TurnPool } from './turn-pool.ts';
import type { PoolTimes } from './turn-pool.ts';

/**
 * Limits of providers, shared by all workers of one Postgres.
 * @param holder names this worker among them
 */
export const createProviderLimits = (
  db: Database,
  holder: string,
  times: PoolTimes = POOL_TIMES,
): ProviderLimits => {
  const pools = new Map<string, TurnPool>();
  return {
    turnsOf: (limit) => {
      const known = pools.get(limit.key);
      if (known !== undefined) return known;
      const { leaseMs } = times;
      const pool = new TurnPool(limit, createLeaseStore(db, limit, { holder, leaseMs }), times);
      pools.set(limit.key, pool);
      sql`select provider_forget()`.execute(db).catch(() => undefined);
      return pool;
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
};
