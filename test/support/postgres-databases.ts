import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createDatabase, migrate } from '../../src/adapters/postgres/index.ts';
import type { Database, DatabaseOptions } from '../../src/adapters/postgres/index.ts';
import { startServer } from './postgres-server.ts';

/** A database of its own for one test. */
export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  /** Another pool of connections to the same database, as another process would have. */
  readonly connect: (options?: DatabaseOptions) => Database;
}

/** A real Postgres server that lives no longer than the tests that use it. */
export interface TestPostgres {
  readonly port: number;
  /** A new database with all migrations applied; with `empty`, with none. */
  database(options?: { readonly empty?: boolean }): Promise<TestDatabase>;
  /** Ends the server as a crash would; what was committed is kept. */
  kill(): Promise<void>;
  /** Starts it again on the same port and files. */
  restart(): Promise<void>;
  /** Closes every connection that was handed out. */
  disconnect(): Promise<void>;
  /** Disconnects, ends the server and removes its files. */
  stop(): Promise<void>;
}

const TEMPLATE = 'migrated_template';

const run = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

const applyMigrations = async (url: string): Promise<void> => {
  const db = createDatabase(url);
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
};

/** @param options.durable with fsync, as in production: slower. */
export const startPostgres = async (
  options: { readonly durable?: boolean } = {},
): Promise<TestPostgres> => {
  const server = await startServer({ durable: options.durable ?? false });
  const pools = new Set<Database>();
  const disconnect = async (): Promise<void> => {
    const open = [...pools];
    pools.clear();
    await Promise.all(open.map((db) => db.destroy()));
  };
  await run(server.url('postgres'), `create database ${TEMPLATE}`);
  await applyMigrations(server.url(TEMPLATE));
  return {
    port: server.port,
    kill: () => server.kill(),
    restart: () => server.restart(),
    database: async ({ empty = false } = {}) => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      const template = empty ? 'template0' : TEMPLATE;
      await run(server.url('postgres'), `create database ${name} template ${template}`);
      const url = server.url(name);
      const connect = (settings?: DatabaseOptions): Database => {
        const db = createDatabase(url, settings);
        pools.add(db);
        return db;
      };
      return { db: connect(), url, connect };
    },
    disconnect,
    stop: async () => {
      await disconnect();
      await server.stop();
    },
  };
};
