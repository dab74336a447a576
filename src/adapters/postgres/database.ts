import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { guardedPool } from './guarded-pool.ts';
import { valueTypes } from './numbers.ts';
import type { Schema } from './schema.ts';
import { targetOf } from './url.ts';

/** Typed access to Maestro's tables. `destroy()` closes its connections. */
export type Database = Kysely<Schema>;

export interface DatabaseOptions {
  /** Connections at most, 1 to 100. */
  readonly connections?: number;
  /** For a connection, and for a free place in the pool, in ms. */
  readonly connectTimeoutMs?: number;
  /** Of one statement, in ms. Give `migrate` more where tables are large. */
  readonly statementTimeoutMs?: number;
}

const DEFAULTS: Required<DatabaseOptions> = {
  connections: 10,
  connectTimeoutMs: 10_000,
  statementTimeoutMs: 30_000,
};

/** What the server's own time-out is given before we stop listening for it, in ms. */
const ANSWER_GRACE_MS = 5_000;

/**
 * A database by URL. Nothing connects before the first query. Every query throws
 * DatabaseUnreachable when the connection is lost, and the next one tries a new connection.
 * @throws DatabaseUrlInvalid
 */
export const createDatabase = (url: string, options: DatabaseOptions = {}): Database => {
  const { connections, connectTimeoutMs, statementTimeoutMs } = { ...DEFAULTS, ...options };
  const target = targetOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'maestro',
    max: Math.min(100, Math.max(1, connections)),
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    // A server that went away without a word would be waited on for ever.
    query_timeout: statementTimeoutMs + ANSWER_GRACE_MS,
    keepAlive: true,
    types: valueTypes(),
    // The ledger's functions take a lock, then look: they need a new snapshot for each statement.
    options: '-c default_transaction_isolation=read\\ committed',
  });
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guardedPool(pool, target) }) });
};
