import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { awaitStack } from '../../src/stack/await-stack.ts';
import { ensureHome } from '../../src/stack/home.ts';
import type { HomePaths } from '../../src/stack/home.ts';
import { identify } from '../../src/stack/process-identity.ts';
import type { ProcessIdentity } from '../../src/stack/process-identity.ts';
import { writeState } from '../../src/stack/state.ts';
import type { PartState, StackState } from '../../src/stack/state.ts';

let folder: string;
let paths: HomePaths;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'maestro-await-'));
  paths = ensureHome(folder);
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const identityOf = (pid: number | undefined): ProcessIdentity => {
  const identity = identify(pid ?? 0);
  if (identity === undefined) throw new Error('it does not run');
  return identity;
};

/** A process that lives until the test is over. */
const running = async (): Promise<ProcessIdentity> => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  children.push(child);
  await once(child, 'spawn');
  return identityOf(child.pid);
};

const part = (status: PartState['status'], process?: ProcessIdentity): PartState => ({
  ...{ status, identity: 'x', starts: 1, log: 'x' },
  ...(process && { process }),
});

const stateWith = (parts: StackState['parts']): StackState => ({
  version: 1,
  supervisor: identityOf(process.pid),
  build: 'build-1',
  settings: {},
  temporal: { embedded: true, address: '127.0.0.1:1', namespace: 'default' },
  postgres: { embedded: true, port: 1 },
  parts,
});

/** What is told while the states are seen one after another. */
const toldOf = async (
  states: readonly StackState[],
  before: StackState | undefined,
): Promise<readonly string[]> => {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line.replace(/ \(.*/, ''));
  const parts = ['temporal', 'worker'];
  const [first, ...rest] = states;
  if (first) writeState(paths.stateFile, first);
  const ready = awaitStack({ paths, parts, say, launched: true, before });
  for (const state of rest) {
    await delay(150);
    writeState(paths.stateFile, state);
  }
  await ready;
  return lines;
};

test('a worker that is replaced is told of, and not the server that keeps running', async () => {
  const [server, old, next] = await Promise.all([running(), running(), running()]);
  const before = stateWith({ temporal: part('ready', server), worker: part('ready', old) });
  const states = [
    // The supervisor that takes over shows what it found, before it has looked at it.
    stateWith({ temporal: part('starting', server), worker: part('starting', old) }),
    stateWith({ temporal: part('ready', server), worker: part('starting', next) }),
    stateWith({ temporal: part('ready', server), worker: part('ready', next) }),
  ];
  expect(await toldOf(states, before)).toEqual(['worker: starting', 'worker: ready']);
});

test('a server that died meanwhile is told of as well', async () => {
  const [server, next, worker] = await Promise.all([running(), running(), running()]);
  const before = stateWith({ temporal: part('ready', server), worker: part('ready', worker) });
  const states = [
    stateWith({ temporal: part('starting', next), worker: part('starting', worker) }),
    stateWith({ temporal: part('ready', next), worker: part('ready', worker) }),
  ];
  expect(await toldOf(states, before)).toEqual(['temporal: starting', 'temporal: ready']);
});

test('all that is started is told of where nothing ran before', async () => {
  const [server, worker] = await Promise.all([running(), running()]);
  const states = [
    stateWith({ temporal: part('starting', server) }),
    stateWith({ temporal: part('ready', server), worker: part('starting', worker) }),
    stateWith({ temporal: part('ready', server), worker: part('ready', worker) }),
  ];
  expect(await toldOf(states, undefined)).toEqual([
    ...['temporal: starting', 'temporal: ready', 'worker: starting', 'worker: ready'],
  ]);
});
