import { sql } from 'kysely';
import type { ProviderLimit } from '../../domain/provider-limit.ts';
import type { Database } from '../postgres/index.ts';

/** What a worker tells of its slots, and what it wants. */
export interface SyncRequest {
  /** Slots that it keeps. */
  readonly has: number;
  /** Slots that it wants beside them. */
  readonly want: number;
  /** Calls that wait in it, and how long the first of them has, in ms. */
  readonly waiting: number;
  readonly waitedMs: number;
  /** How long these count as waiting, in ms. */
  readonly presentMs: number;
  /** The most tokens that the call can use for which it wants a slot. */
  readonly tokens: number;
  /** What calls that have ended used, where it is another amount than was counted for them. */
  readonly corrections?: readonly Correction[];
}

/** By how much the count of a second is to be changed. */
export interface Correction {
  readonly second: number;
  readonly requests: number;
  readonly tokens: number;
}

export interface Synced {
  readonly granted: number;
  /** Calls wait in other workers. */
  readonly contended: boolean;
  /** When tokens or requests of the last minute leave room, in ms; null when that is no matter. */
  readonly wait_ms: number | null;
  /** In which the slot was counted, where there is a limit a minute. */
  readonly second: number | null;
}

/** One worker's row for one limit. */
export interface LeaseStore {
  /** Tells, asks, and renews the lease on what it has. */
  sync(request: SyncRequest): Promise<Synced>;
  leave(): Promise<void>;
}

const NEVER_INT = 2 ** 31 - 1;

const int = (value: number): number => Math.min(NEVER_INT, Math.max(0, Math.round(value)));

export const createLeaseStore = (
  db: Database,
  limit: ProviderLimit,
  { holder, leaseMs }: { readonly holder: string; readonly leaseMs: number },
): LeaseStore => {
  const { key, calls, requestsPerMinute = null, tokensPerMinute = null } = limit;
  return {
    sync: async ({ has, want, waiting, waitedMs, presentMs, tokens, corrections = [] }) => {
      const asked = sql<Synced>`
        select s.* from provider_sync(
          ${key}, ${holder}, ${has}, ${want}, ${waiting}, ${int(waitedMs)}, ${int(presentMs)},
          ${int(leaseMs)}, ${calls}, ${requestsPerMinute}, ${tokensPerMinute}, ${tokens}
        ) s`;
      const { rows } = await (
        corrections.length === 0
          ? asked
          : sql<Synced>`${asked}, (
              select count(provider_correct(${key}, c.second, c.requests, c.tokens))
              from json_to_recordset(${JSON.stringify(corrections)})
                as c(second bigint, requests integer, tokens bigint)
            ) corrected`
      ).execute(db);
      const [synced] = rows;
      if (synced === undefined) throw new Error(`The limit of ${key} gave no answer.`);
      return synced;
    },
    leave: async () => {
      await db
        .deleteFrom('provider_leases')
        .where('key', '=', key)
        .where('holder', '=', holder)
        .execute();
    },
  };
};
