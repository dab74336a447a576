import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { DatabaseUnreachable } from '../../ports/database-unreachable.ts';
import { connectionLoss } from './connection-loss.ts';

/** Runs one call of `pg`; a lost connection becomes the one error that callers know. */
const translated = async <T>(target: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    const problem = connectionLoss(error);
    if (problem === undefined) throw error;
    throw new DatabaseUnreachable(target, problem);
  }
};

const OWN_FUNCTION = /^\s*select (?:\* from )?((?:ledger|provider)_\w+)\(/;

/**
 * A name makes a connection keep the statement, so that Postgres reads it once: worth it for the
 * calls of our own functions, which are few, always the same, and made all the time.
 */
const prepared = (text: string): { readonly name?: string } => {
  const name = OWN_FUNCTION.exec(text)?.[1];
  return name === undefined ? {} : { name };
};

class GuardedClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #target: string;
  #lost = false;

  constructor(client: PoolClient, target: string) {
    this.#client = client;
    this.#target = target;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    text: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof text !== 'string') throw new TypeError('Results are not streamed here.');
    return this.#run(text, parameters);
  }

  async #run<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    try {
      const result = await translated(this.#target, () =>
        this.#client.query({ ...prepared(text), text, values: [...parameters] }),
      );
      // Kysely and pg describe the same object with different types.
      return result as unknown as PostgresQueryResult<R>;
    } catch (error) {
      this.#lost ||= error instanceof DatabaseUnreachable;
      throw error;
    }
  }

  /** A client that lost its connection, or still waits for an answer, is never used again. */
  release(destroy = false): void {
    this.#client.release(destroy || this.#lost);
  }
}

const ignore = (): void => undefined;

/**
 * What Kysely needs of a pool. A connection that breaks while nobody waits on it is dropped
 * quietly: the next call takes a new one, or throws DatabaseUnreachable.
 */
export const guardedPool = (pool: Pool, target: string): PostgresPool => {
  // Without a listener Node ends the process on an 'error' event, also between two queries of a
  // transaction, where the pool itself does not listen.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return {
    options: {},
    connect: async () => new GuardedClient(await translated(target, () => pool.connect()), target),
    end: () => pool.end(),
  };
};
