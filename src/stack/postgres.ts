/** The embedded Postgres as a supervised part. */
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { HomePaths } from './home.ts';
import type { Launch, Part, Started } from './part.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import {
  clearTheWay,
  ensureData,
  POSTGRES_NAME,
  postgresEnvironment,
  postgresPassword,
} from './postgres-data.ts';
import { postgresUser } from './postgres-user.ts';

/** The URL of a database of the embedded Postgres; ours by default. */
export function embeddedDatabaseUrl(
  paths: HomePaths,
  port: number,
  database: string = POSTGRES_NAME,
): string {
  const password = postgresPassword(paths);
  return `postgres://${POSTGRES_NAME}:${password}@127.0.0.1:${String(port)}/${database}`;
}

async function prepare(paths: HomePaths, port: number): Promise<Launch> {
  const binaries = postgresBinaries(paths.postgresLibraries);
  const user = await postgresUser();
  await ensureData(paths, binaries, user);
  await clearTheWay(paths);
  const [command, args] = user.wrap(binaries.postgres, [
    ...['-D', paths.postgresData, '-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  ]);
  return { command, args, env: postgresEnvironment(binaries), cwd: '/' };
}

async function ensureDatabase(client: Client): Promise<void> {
  const sql = 'select 1 from pg_database where datname = $1';
  const { rowCount } = await client.query(sql, [POSTGRES_NAME]);
  if (rowCount === 0) await client.query(`create database "${POSTGRES_NAME}"`);
}

async function isReady(paths: HomePaths, port: number): Promise<boolean> {
  const connectionString = embeddedDatabaseUrl(paths, port, 'postgres');
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await ensureDatabase(client);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function untilReady(paths: HomePaths, port: number, { signal }: Started): Promise<void> {
  while (!(await isReady(paths, port))) await delay(50, undefined, { signal });
}

/** Describes the embedded Postgres on this port, with a database of ours in it. */
export function postgresServer(paths: HomePaths, port: number): Part {
  return {
    name: 'postgres',
    identity: 'postgres',
    prepare: () => prepare(paths, port),
    ready: (started) => untilReady(paths, port, started),
    // SIGINT is Postgres's fast shutdown: open sessions are ended, nothing is lost.
    stop: { signal: 'SIGINT', graceMs: 15_000 },
  };
}
