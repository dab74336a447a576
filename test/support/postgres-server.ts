import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { postgresBinaries } from '../../src/stack/postgres-binaries.ts';
import type { PostgresBinaries } from '../../src/stack/postgres-binaries.ts';
import { postgresUser } from '../../src/stack/postgres-user.ts';
import type { PostgresUser } from '../../src/stack/postgres-user.ts';

/** A Postgres process on files of its own. */
export interface PostgresServer {
  readonly port: number;
  /** Of the superuser, for this database. */
  url(database: string): string;
  /** Ends the process as a crash would; its files stay. */
  kill(): Promise<void>;
  /** Starts it again on the same port and files. */
  restart(): Promise<void>;
  /** Ends the process and removes its files. */
  stop(): Promise<void>;
}

interface Place {
  readonly dir: string;
  readonly port: number;
  readonly url: (database: string) => string;
  readonly binaries: PostgresBinaries;
  readonly user: PostgresUser;
  readonly env: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
}

const PASSWORD = 'only-for-tests';
const START_MS = 30_000;

/**
 * Runs Postgres and ends with it. When standard input closes, also because the tests were killed
 * and could not clean up, it ends Postgres (SIGINT is its fast shutdown) and removes the files.
 */
const WATCHED = `
exec 3<&0
"$@" 3<&- &
postgres=$!
(read -r _ <&3; : > "$0/ended"; kill -INT $postgres) 2>/dev/null &
wait $postgres
kill $! 2>/dev/null
if [ -e "$0/ended" ]; then rm -rf "$0"; fi`;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
};

const initialise = async ({ dir, binaries, user, env }: Place): Promise<void> => {
  const passwordFile = join(dir, 'password');
  await writeFile(passwordFile, PASSWORD);
  await mkdir(join(dir, 'data'));
  for (const path of [dir, passwordFile, join(dir, 'data')]) user.own(path);
  const [command, args] = user.wrap(binaries.initdb, [
    ...['-D', join(dir, 'data'), '--username=postgres', `--pwfile=${passwordFile}`, '--no-sync'],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
  ]);
  const child = spawn(command, args, { env, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`initdb ended with ${String(code)}.`);
};

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const launch = ({ dir, port, binaries, user, env, flags }: Place): ChildProcess => {
  const [command, args] = user.wrap(binaries.postgres, [
    ...['-D', join(dir, 'data'), '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
    ...['-c', 'unix_socket_directories=', '-c', 'max_connections=200', ...flags],
  ]);
  const child = spawn('sh', ['-c', WATCHED, dir, command, ...args], {
    ...{ env, cwd: '/' },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Tests that forget to stop it end all the same, and it with them.
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
};

const postmasterPid = async ({ dir }: Place): Promise<number | undefined> => {
  const text = await readFile(join(dir, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return pid > 0 ? pid : undefined;
};

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

const untilReady = async (place: Place): Promise<ChildProcess> => {
  const end = Date.now() + START_MS;
  let child = launch(place);
  while (Date.now() < end) {
    if (await answers(place.url('postgres'))) return child;
    await delay(20);
    // After a crash it does not start before the last of its old processes has gone.
    if (hasEnded(child)) child = launch(place);
  }
  child.stdin?.end();
  throw new Error(`Postgres did not answer within ${String(START_MS)} ms.`);
};

const untilEnded = async (child: ChildProcess): Promise<void> => {
  child.ref();
  if (!hasEnded(child)) await once(child, 'exit');
};

const crash = async (place: Place, child: ChildProcess): Promise<void> => {
  const pid = await postmasterPid(place);
  if (pid === undefined) throw new Error('Postgres does not run.');
  process.kill(pid, 'SIGKILL');
  await untilEnded(child);
};

const placeOf = async (flags: readonly string[]): Promise<Place> => {
  const dir = await mkdtemp(join(tmpdir(), 'maestro-test-postgres-'));
  const port = await freePort();
  const binaries = postgresBinaries(join(dir, 'libraries'));
  const library = binaries.librarySearch;
  return {
    dir,
    port,
    flags,
    binaries,
    url: (database) =>
      `postgres://postgres:${PASSWORD}@127.0.0.1:${String(port)}/${encodeURIComponent(database)}`,
    user: await postgresUser(),
    env: {
      PATH: process.env['PATH'] ?? '',
      LC_ALL: 'C',
      ...(library === undefined ? {} : { LD_LIBRARY_PATH: library }),
    },
  };
};

/**
 * Starts a new Postgres.
 * @param options.durable with fsync, as in production.
 */
export const startServer = async ({ durable }: { readonly durable: boolean }) => {
  const place = await placeOf(
    durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'autovacuum=off'],
  );
  await initialise(place);
  let child = await untilReady(place);
  const server: PostgresServer = {
    port: place.port,
    url: place.url,
    kill: () => crash(place, child),
    restart: async () => {
      child = await untilReady(place);
    },
    stop: async () => {
      child.stdin?.end();
      await untilEnded(child);
      await rm(place.dir, { recursive: true, force: true });
    },
  };
  return server;
};
