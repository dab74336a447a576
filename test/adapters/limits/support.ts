import { createProviderLimits } from '../../../src/adapters/limits/postgres.ts';
import type { PoolTimes } from '../../../src/adapters/limits/turn-pool.ts';
import type { ProviderLimit } from '../../../src/domain/provider-limit.ts';
import type { ProviderLimits, Taken, Turn, Turns } from '../../../src/ports/provider-limits.ts';
import type { TestDatabase } from '../../support/postgres-databases.ts';

const NEVER = new AbortController().signal;

export const KEY = 'anthropic https://models.example/v1';

/** A worker of its own: its connections, its name, its pools. */
export const workerOf = (
  { connect }: TestDatabase,
  name: string,
  times: Partial<PoolTimes> = {},
): ProviderLimits =>
  createProviderLimits(connect({ connections: 4 }), name, {
    leaseMs: 10_000,
    idleMs: 1_000,
    ...times,
  });

export const turnsAt = (worker: ProviderLimits, limit: Partial<ProviderLimit> = {}): Turns =>
  worker.turnsOf({ key: KEY, calls: 3, ...limit });

export interface Asking {
  readonly name?: string;
  readonly tokens?: number;
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
}

export const ask = (turns: Turns, asking: Asking = {}): Promise<Taken> =>
  turns.take({ name: 'somebody', tokens: 100, patienceMs: 20_000, signal: NEVER, ...asking });

/** @throws Error when it is not this one's turn within its patience. */
export const turnOf = async (turns: Turns, asking: Asking = {}): Promise<Turn> => {
  const taken = await ask(turns, asking);
  if (taken.kind !== 'turn') throw new Error(`It is told to come later, for ${taken.why}.`);
  return taken.turn;
};
