import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lockHolder, tryLock } from '../../src/stack/lock.ts';
import { identify, isAlive } from '../../src/stack/process-identity.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'maestro-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const module = new URL('../../src/stack/lock.ts', import.meta.url).href;
const flags = ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e'];

/** A process that tries for the lock, says what came of it, and lives until it is killed. */
function contender() {
  const script = `
    import { tryLock } from ${JSON.stringify(module)};
    console.log(tryLock(${JSON.stringify(folder)}, 'x').kind);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, [...flags, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const outcome = new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => {
      resolve(chunk.toString().trim());
    });
  });
  const end = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  return { outcome, end, pid: child.pid };
}

/** A process that tries for many locks from a given moment on, and says which it holds. */
async function raceFor(names: readonly string[], atMs: number): Promise<readonly string[]> {
  const script = `
    import { tryLock } from ${JSON.stringify(module)};
    while (Date.now() < ${String(atMs)});
    const held = ${JSON.stringify(names)}.filter(
      (name) => tryLock(${JSON.stringify(folder)}, name).kind === 'held');
    console.log(JSON.stringify(held));
    process.stdin.resume();`;
  const child = spawn(process.execPath, [...flags, script], { stdio: ['pipe', 'pipe', 'inherit'] });
  racers.push(() => child.stdin.end());
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return JSON.parse(line.toString()) as string[];
}
const racers: (() => void)[] = [];

test('of several that try at once, exactly one holds it', async () => {
  const names = Array.from({ length: 150 }, (_, index) => `race-${String(index)}`);
  // Half of them were held by a process that is dead.
  for (const name of names.filter((_, index) => index % 2 === 0)) {
    writeFileSync(path.join(folder, `${name}.7`), '{"pid":999999999,"started":"long ago"}');
  }
  const at = Date.now() + 2_000;
  const held = await Promise.all([1, 2, 3].map(async () => raceFor(names, at)));
  for (const end of racers) end();
  expect(held.flat().sort()).toEqual([...names].sort());
});

test('it is refused while its holder lives, and free when the holder was killed', async () => {
  const first = contender();
  expect(await first.outcome).toBe('held');
  expect(tryLock(folder, 'x')).toMatchObject({ kind: 'taken', by: { pid: first.pid } });
  await first.end();
  expect(lockHolder(folder, 'x')).toBeUndefined();
  expect(tryLock(folder, 'x').kind).toBe('held');
  expect(lockHolder(folder, 'x')?.pid).toBe(process.pid);
});

test('a holder whose number another process has by now does not hold it', () => {
  writeFileSync(path.join(folder, 'x.4'), JSON.stringify({ pid: process.pid, started: 'before' }));
  expect(lockHolder(folder, 'x')).toBeUndefined();
  expect(tryLock(folder, 'x').kind).toBe('held');
  expect(readdirSync(folder)).toEqual(['x.5']);
});

test('a damaged lock file holds nothing', () => {
  writeFileSync(path.join(folder, 'x.2'), '{"pid":');
  expect(tryLock(folder, 'x').kind).toBe('held');
});

test('a process is known by its start as well as by its number', () => {
  const self = identify(process.pid);
  expect(self && isAlive(self)).toBe(true);
  expect(isAlive({ pid: process.pid, started: 'another time' })).toBe(false);
  expect(identify(999_999_999)).toBeUndefined();
});
