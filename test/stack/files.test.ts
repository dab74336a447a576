import { existsSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ensureHome } from '../../src/stack/home.ts';
import { pauseAfter } from '../../src/stack/keep-alive.ts';
import { boundLogs, logTail, readLog } from '../../src/stack/logs.ts';
import { freePort, isFree } from '../../src/stack/ports.ts';
import { readState, writeState } from '../../src/stack/state.ts';
import type { StackState } from '../../src/stack/state.ts';
import { isGoNewEnough } from '../../src/stack/temporal-build.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'maestro-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const state: StackState = {
  version: 1,
  supervisor: { pid: 1, started: 'x' },
  build: 'b',
  settings: {},
  temporal: { embedded: false, address: 'h:1', namespace: 'default' },
  postgres: { embedded: false },
  parts: {},
};

describe('state', () => {
  test('what was written is read', () => {
    const file = path.join(folder, 'state.json');
    writeState(file, state);
    expect(readState(file)).toEqual(state);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each(['', '{', '[]', '{"version":1}', '{"version":2}'])('%j is as good as none', (text) => {
    const file = path.join(folder, 'state.json');
    writeFileSync(file, text);
    expect(readState(file)).toBeUndefined();
  });
});

describe('logs', () => {
  test('one that is too long is cut, and the part before is kept once', () => {
    const log = path.join(folder, 'a.log');
    writeFileSync(log, 'x'.repeat(200));
    writeFileSync(path.join(folder, 'b.log'), 'short');
    boundLogs(folder, 100);
    expect(statSync(log).size).toBe(0);
    expect(readLog(`${log}.1`)).toHaveLength(200);
    expect(existsSync(path.join(folder, 'b.log.1'))).toBe(false);
  });

  test('one that was cut is read from its start, wherever it was to be read from', () => {
    const log = path.join(folder, 'a.log');
    writeFileSync(log, 'one\ntwo\n\nthree\n');
    expect(readLog(log, 4)).toBe('two\n\nthree\n');
    expect(logTail(log, 0, 2)).toBe('two\nthree');
    truncateSync(log, 3);
    expect(readLog(log, 10)).toBe('one');
    expect(readLog(path.join(folder, 'none.log'))).toBe('');
  });
});

describe('ports', () => {
  test('taken ones are avoided, by any of the offsets', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await isFree(port)).toBe(false);
    expect(await freePort(port, 1)).toBeGreaterThan(port);
    expect(await freePort(port - 1000, 1, [0, 1000])).not.toBe(port - 1000);
    await new Promise((resolve) => server.close(resolve));
    expect(await isFree(port)).toBe(true);
  });
});

test('a home is closed to others, and made again without harm', () => {
  const home = path.join(folder, 'deep', 'home');
  ensureHome(home);
  ensureHome(home);
  expect(statSync(home).mode & 0o777).toBe(0o700);
});

test('a home that is a file is refused with what to do', () => {
  const home = path.join(folder, 'file');
  writeFileSync(home, '');
  expect(() => ensureHome(home)).toThrow(/MAESTRO_HOME/);
});

test('a part that dies once is started again at once; one that keeps dying, ever later', () => {
  const pauses = [1, 2, 3, 4, 8, 20, 1000].map(pauseAfter);
  expect(pauses[0]).toBeLessThanOrEqual(100);
  expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
  expect(pauses.at(-1)).toBe(10_000);
});

test.each([
  ['go version go1.26.8 linux/amd64', true],
  ['go version go1.25 darwin/arm64', true],
  ['go version go1.24.9 linux/amd64', false],
  ['go version go2.0 linux/amd64', true],
  ['command not found', false],
])('%j is new enough: %s', (line, enough) => {
  expect(isGoNewEnough(line)).toBe(enough);
});
