import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { loadConfig } from '../../src/config/index.ts';
import type { PartialConfig } from '../../src/config/index.ts';
import { findParts, findSupervisors } from '../../src/stack/end-leftovers.ts';
import { homePaths } from '../../src/stack/home.ts';
import { doctor, down, findStack, keptSettings, StackError, up } from '../../src/stack/index.ts';
import type { UpOptions, UpResult } from '../../src/stack/index.ts';
import { isListening } from '../../src/stack/ports.ts';
import { isAlive } from '../../src/stack/process-identity.ts';
import type { ProcessIdentity } from '../../src/stack/process-identity.ts';
import { readState } from '../../src/stack/state.ts';
import type { StackState } from '../../src/stack/state.ts';

const home = mkdtempSync(path.join(tmpdir(), 'maestro-stack-'));
const paths = homePaths(home);
const workerLog = path.join(home, 'worker-starts.jsonl');
const worker = {
  command: process.execPath,
  args: [fileURLToPath(new URL('dummy-worker.mjs', import.meta.url))],
};
/** Away from the ports of a stack that a person may have running. */
const ports = { temporal: 27_233, postgres: 25_432 };

const config = (flags: PartialConfig = {}) => {
  const { MAESTRO_CACHE, TEMPORAL_CLI_PATH, XDG_CACHE_HOME } = process.env;
  const env = { MAESTRO_CACHE, TEMPORAL_CLI_PATH, XDG_CACHE_HOME };
  return loadConfig({ env, cwd: home, flags: { ...flags, home } });
};
const start = async (options: Partial<UpOptions> = {}): Promise<UpResult> =>
  up({ loaded: config(), worker, ports, build: 'build-1', ...options });
const stop = async () => down(config().config, () => undefined);

function currentState(): StackState {
  const state = readState(paths.stateFile);
  if (!state) throw new Error('there is no state');
  return state;
}

function processOf(name: string): ProcessIdentity {
  const process = currentState().parts[name]?.process;
  if (!process) throw new Error(`${name} has no process`);
  return process;
}

async function until(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await delay(30);
  }
}

const isReadyAgain = (name: string, before: ProcessIdentity) => (): boolean => {
  const part = readState(paths.stateFile)?.parts[name];
  return part?.status === 'ready' && part.process !== undefined && part.process.pid !== before.pid;
};

async function queryDatabase(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ now: unknown }>('select current_database() as now');
  await client.end();
  return rows[0]?.now;
}

const everything = () => [
  ...findParts(paths).map((part) => part.process),
  ...findSupervisors(paths),
];

beforeAll(() => {
  process.env['MAESTRO_TEST_WORKER_LOG'] = workerLog;
});
afterAll(async () => {
  delete process.env['MAESTRO_TEST_WORKER_LOG'];
  await stop();
  rmSync(home, { recursive: true, force: true });
});

describe('a stack that is up', () => {
  test('answers on the addresses that up gives', async () => {
    const result = await start();
    expect(result).toMatchObject({
      home,
      namespace: 'default',
      started: true,
      startedParts: expect.arrayContaining(['temporal', 'postgres', 'worker']) as unknown,
    });
    expect(await queryDatabase(result.databaseUrl)).toBe('maestro');
    expect(await isListening(Number(result.temporalAddress.split(':')[1]))).toBe(true);
    expect(result.uiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const page = await fetch(result.uiUrl ?? '');
    expect(page.status).toBe(200);
    expect(existsSync(path.join(result.cliDirectory ?? '', 'temporal'))).toBe(true);
  });

  test('tells the worker where it is', () => {
    const [line = ''] = readFileSync(workerLog, 'utf8').trim().split('\n').slice(-1);
    const stack = findStack(config());
    expect(JSON.parse(line)).toMatchObject({
      TEMPORAL_ADDRESS: stack?.temporalAddress,
      DATABASE_URL: stack?.databaseUrl,
      MAESTRO_HOME: home,
    });
  });

  test('is found by a second up, which starts nothing', async () => {
    const before = currentState();
    const again = await start();
    expect(again).toMatchObject({ started: false, startedParts: [] });
    expect(currentState()).toEqual(before);
  });

  test('is found by an up whose environment holds the exports of the first', async () => {
    const stack = findStack(config());
    const temporal = { address: stack?.temporalAddress };
    const again = await start({ loaded: config({ temporal, databaseUrl: stack?.databaseUrl }) });
    expect(again).toMatchObject({ started: false, uiUrl: stack?.uiUrl });
  });

  test('is seen by the doctor', async () => {
    const rows = await doctor(config());
    const names = rows.filter(({ status }) => status === 'ok').map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['node', 'temporal', 'postgres', 'stack', 'worker process', 'home']),
    );
  });

  test.each(['temporal', 'postgres', 'worker'])(
    'has %s again on the same port when it is killed',
    async (name) => {
      const { temporal, postgres } = currentState();
      const before = processOf(name);
      process.kill(before.pid, 'SIGKILL');
      await until(`${name} is ready again`, isReadyAgain(name, before));
      expect(currentState()).toMatchObject({ temporal, postgres });
      expect(await queryDatabase(findStack(config())?.databaseUrl ?? '')).toBe('maestro');
    },
  );

  test('has a supervisor again when that is killed, and its parts never stopped', async () => {
    const { supervisor, parts } = currentState();
    process.kill(supervisor.pid, 'SIGKILL');
    await until('another supervises', () => {
      const now = readState(paths.stateFile);
      return now !== undefined && now.supervisor.pid !== supervisor.pid && isAlive(now.supervisor);
    });
    expect(await start()).toMatchObject({ started: false });
    for (const name of Object.keys(parts)) {
      expect(processOf(name)).toEqual(parts[name]?.process);
    }
  });

  test('is taken over by the next up when supervisor and guard are killed together', async () => {
    const { supervisor, guard, parts } = currentState();
    if (guard) process.kill(guard.pid, 'SIGKILL');
    process.kill(supervisor.pid, 'SIGKILL');
    const killed = processOf('postgres');
    process.kill(killed.pid, 'SIGKILL');
    const result = await start();
    expect(result.startedParts).toEqual(['postgres']);
    expect(processOf('temporal')).toEqual(parts['temporal']?.process);
    expect(await queryDatabase(result.databaseUrl)).toBe('maestro');
  });

  test('writes its state again when the file is damaged', async () => {
    writeFileSync(paths.stateFile, '{"version":1,');
    expect(await start()).toMatchObject({ started: false });
    expect(currentState().parts['worker']?.status).toBe('ready');
  });

  test('is taken over even when nothing is known of it any more', async () => {
    const { supervisor, guard } = currentState();
    if (guard) process.kill(guard.pid, 'SIGKILL');
    process.kill(supervisor.pid, 'SIGKILL');
    writeFileSync(paths.stateFile, 'nonsense');
    const left = everything();
    expect(left.length).toBeGreaterThanOrEqual(3);
    const result = await start();
    expect(left.filter(isAlive)).toEqual([]);
    expect([...result.startedParts].sort()).toEqual(['postgres', 'temporal', 'worker']);
  });

  test('gets another worker, and nothing else, from a newer build', async () => {
    const before = { temporal: processOf('temporal'), worker: processOf('worker') };
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    const result = await start({ build: 'build-2', say });
    expect(result.startedParts).toEqual(['worker']);
    expect(processOf('temporal')).toEqual(before.temporal);
    expect(isAlive(before.worker)).toBe(false);
    expect(lines.join('\n')).toContain('another build');
  });

  test('gets another worker when a setting was given another value, and keeps it without', async () => {
    const changed = await start({ build: 'build-2', loaded: config({ openaiApiKey: 'k' }) });
    expect(changed.startedParts).toEqual(['worker']);
    expect(readFileSync(paths.stateFile, 'utf8')).not.toContain('"k"');
    expect(await start({ build: 'build-2' })).toMatchObject({ started: false });
  });

  test('tells, before up, which settings its worker keeps', () => {
    const options = { loaded: config(), worker, ports, build: 'build-2' };
    expect(keptSettings(options)).toEqual(new Set(['MAESTRO_OPENAI_API_KEY']));
    // Another worker would take its place, with what is given now.
    expect(keptSettings({ ...options, build: 'build-3' })).toEqual(new Set());
    expect(keptSettings({ ...options, loaded: config({ openaiApiKey: 'l' }) })).toEqual(new Set());
    const temporal = { address: '127.0.0.1:1' };
    expect(keptSettings({ ...options, loaded: config({ temporal }) })).toBeUndefined();
  });

  test('is gone after down, whoever was told to look for it', async () => {
    const running = everything();
    expect(running.length).toBeGreaterThanOrEqual(5);
    const { ended } = await stop();
    expect([...ended].sort()).toEqual(['postgres', 'temporal', 'worker']);
    expect(running.filter(isAlive)).toEqual([]);
    expect(everything()).toEqual([]);
    expect(findStack(config())).toBeUndefined();
    expect(keptSettings({ loaded: config(), worker, ports, build: 'build-2' })).toEqual(new Set());
  });
});

describe('from a home that is not clean', () => {
  let taken: Server[] = [];
  afterEach(async () => {
    await Promise.all(taken.map(async (server) => new Promise((done) => server.close(done))));
    taken = [];
    await stop();
  });
  const take = async (port: number) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    taken.push(server);
  };

  test('down of nothing does nothing', async () => {
    expect(await stop()).toEqual({ ended: [] });
  });

  test('taken ports and stale pid files are in nobody’s way', async () => {
    await Promise.all([take(ports.temporal), take(ports.postgres)]);
    // After a restart of the machine, the noted numbers belong to others: to this test, say.
    const noted = `${String(process.pid)}\n${paths.postgresData}\n1\n${String(ports.postgres)}\n`;
    writeFileSync(path.join(paths.postgresData, 'postmaster.pid'), noted);
    const stale = { pid: process.pid, started: 'before the restart' };
    const part = { status: 'ready', process: stale, identity: 'x', starts: 1, log: 'x' };
    const before = {
      ...{ version: 1, supervisor: stale, guard: stale, build: 'build-1', settings: {} },
      temporal: {
        embedded: true,
        address: `127.0.0.1:${String(ports.temporal)}`,
        namespace: 'default',
      },
      postgres: { embedded: true, port: ports.postgres },
      parts: { temporal: part, postgres: part, worker: part },
    };
    writeFileSync(paths.stateFile, JSON.stringify(before));
    writeFileSync(path.join(paths.run, 'supervisor.lock.900'), JSON.stringify(stale));
    const result = await start();
    expect(result.temporalAddress).not.toContain(String(ports.temporal));
    expect(await queryDatabase(result.databaseUrl)).toBe('maestro');
  });

  test('two that come up at once share one stack', async () => {
    const results = await Promise.all([start(), start()]);
    expect(results[0].temporalAddress).toBe(results[1].temporalAddress);
    expect(findSupervisors(paths).filter(isAlive).length).toBeLessThanOrEqual(3);
    await until('one supervisor and its guard are left', () => findSupervisors(paths).length === 2);
    expect(findParts(paths)).toHaveLength(3);
  });

  test('a worker that can’t start is reported with its own words, and nothing is left', async () => {
    const broken = {
      command: process.execPath,
      args: ['-e', 'console.log("no such queue"); process.exit(3)', '--'],
    };
    const error = await start({ worker: broken }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StackError);
    expect(String(error)).toMatch(/worker does not start: exit code 3\s+no such queue/);
    expect(everything()).toEqual([]);
  });
});

test('a server that TEMPORAL_ADDRESS names is never started', async () => {
  const temporal = { address: '127.0.0.1:1' };
  const error = await start({ loaded: config({ temporal }) }).catch((reason: unknown) => reason);
  expect(String(error)).toMatch(
    /TEMPORAL_ADDRESS is 127\.0\.0\.1:1.*\n.*start that server\n.*unset/,
  );
  expect(everything()).toEqual([]);
});

test('logs do not grow for ever', async () => {
  await start();
  const log = path.join(paths.logs, 'worker.log');
  appendFileSync(log, 'x'.repeat(6 * 1024 ** 2));
  await until('the log is cut', () => readFileSync(log).length < 1024);
  await stop();
});
