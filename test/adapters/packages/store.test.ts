import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createStore } from '../../../src/adapters/packages/store.ts';
import type { Digest } from '../../../src/domain/digest.ts';
import type { SandboxResult } from '../../../src/ports/sandbox.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'store-test-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const key = (n: number): Digest => String(n).padStart(64, '0') as Digest;
const RESULT: SandboxResult = { exitCode: 0, output: 'added', timedOut: false, ms: 5 };
const DAY = 24 * 3_600_000;

/** A folder as a command leaves it that means no good. */
const filled = async (): Promise<string> => {
  const dir = await mkdtemp(path.join(root, 'work-'));
  await mkdir(path.join(dir, 'left'));
  await writeFile(path.join(dir, 'left/index.js'), '1');
  await writeFile(path.join(dir, 'left/run'), '2');
  await symlink('index.js', path.join(dir, 'left/link'));
  await chmod(path.join(dir, 'left/index.js'), 0o4666);
  await chmod(path.join(dir, 'left/run'), 0o777);
  await chmod(path.join(dir, 'left'), 0o1777);
  return dir;
};

const modeOf = async (...parts: readonly string[]): Promise<string> =>
  ((await stat(path.join(...parts))).mode & 0o7777).toString(8);

describe('packages that are kept', () => {
  test('are found by their key, and by no other', async () => {
    const store = createStore(root);
    const kept = await store.keep(key(1), await filled(), RESULT);
    expect(kept).toMatchObject({ names: ['left'], result: RESULT });
    expect(await createStore(root).find(key(1))).toEqual(kept);
    expect(await store.find(key(2))).toBeUndefined();
  });

  test('can be changed by nobody but us, and give no right', async () => {
    const { dir } = await createStore(root).keep(key(1), await filled(), RESULT);
    const modes = [
      await modeOf(dir),
      await modeOf(dir, 'left'),
      await modeOf(dir, 'left/index.js'),
      await modeOf(dir, 'left/run'),
    ];
    expect(modes).toEqual(['755', '755', '644', '755']);
  });

  test('are those of who came first, and nothing else is left', async () => {
    const store = createStore(root);
    const first = await store.keep(key(1), await filled(), RESULT);
    const other = await store.keep(key(1), await filled(), { ...RESULT, output: 'again' });
    expect(other).toEqual(first);
    expect(await readdir(root)).toEqual([key(1)]);
  });

  test.each([
    ['is missing', (entry: string) => rm(path.join(entry, 'result.json'))],
    ['is half written', (entry: string) => writeFile(path.join(entry, 'result.json'), '{"exit')],
    [
      'has no folder beside it',
      (entry: string) => rm(path.join(entry, 'content'), { recursive: true }),
    ],
  ])('are not there where what was said of them %s', async (_, spoil) => {
    const store = createStore(root);
    await store.keep(key(1), await filled(), RESULT);
    await spoil(path.join(root, key(1)));
    expect(await store.find(key(1))).toBeUndefined();
  });

  test('go when they were not used for two weeks, or are more than are kept', async () => {
    const store = createStore(root);
    const now = Date.now();
    const used = async (n: number, ms: number): Promise<void> => {
      const entry = path.join(root, key(n));
      await mkdir(entry, { recursive: true });
      await utimes(entry, ms / 1000, ms / 1000);
    };
    await used(1, now - 15 * DAY);
    await used(2, now - 13 * DAY);
    await store.prune();
    expect(await readdir(root)).toEqual([key(2)]);
    for (let n = 3; n < 203; n += 1) await used(n, now - n * 1_000);
    await store.prune();
    const names = await readdir(root);
    expect(names).toHaveLength(200);
    expect(names).not.toContain(key(2));
  });

  test('that are used are kept for longer', async () => {
    const store = createStore(root);
    await store.keep(key(1), await filled(), RESULT);
    const old = (Date.now() - 15 * DAY) / 1000;
    await utimes(path.join(root, key(1)), old, old);
    expect(await store.find(key(1))).toBeDefined();
    await store.prune();
    expect(await readdir(root)).toEqual([key(1)]);
  });

  test('of a place that is not there yet are none', async () => {
    const store = createStore(path.join(root, 'none'));
    await store.prune();
    expect(await store.find(key(1))).toBeUndefined();
  });
});
