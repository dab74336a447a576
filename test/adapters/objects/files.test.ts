import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createFileObjects } from '../../../src/adapters/objects/files.ts';
import type { Digest } from '../../../src/domain/digest.ts';
import { digestOf } from '../../../src/ports/digests.ts';
import { ObjectDamaged, ObjectMissing } from '../../../src/ports/objects.ts';

const folders: string[] = [];

const newFolder = async (): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'maestro-objects-'));
  folders.push(dir);
  return dir;
};

afterEach(async () => {
  for (const dir of folders.splice(0)) await rm(dir, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const fileOf = (dir: string, digest: Digest): string =>
  join(dir, digest.slice(0, 2), digest.slice(2, 4), digest);

describe('objects as files', () => {
  test('come back as they were put, by their SHA-256', async () => {
    const objects = createFileObjects(join(await newFolder(), 'not', 'yet', 'there'));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (value) => {
        const digest = await objects.put(value);
        expect(digest).toBe(digestOf(value));
        expect(Buffer.compare(await objects.get(digest), value)).toBe(0);
        expect(await objects.has(digest)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('that were never put are missing', async () => {
    const objects = createFileObjects(await newFolder());
    const digest = digestOf('nothing');
    expect(await objects.has(digest)).toBe(false);
    await expect(objects.get(digest)).rejects.toThrow(ObjectMissing);
  });

  test('are never looked for outside of the folder', async () => {
    const dir = await newFolder();
    await writeFile(join(dir, 'outside'), 'secret');
    const objects = createFileObjects(join(dir, 'objects'));
    await objects.put(bytes('anything'));
    const odd = '../../outside' as Digest;
    expect(await objects.has(odd)).toBe(false);
    await expect(objects.get(odd)).rejects.toThrow(ObjectMissing);
  });

  test('are found by another process that uses the same folder', async () => {
    const dir = await newFolder();
    const digest = await createFileObjects(dir).put(bytes('shared'));
    expect(Buffer.from(await createFileObjects(dir).get(digest)).toString()).toBe('shared');
  });

  test('are told as damaged when their file has changed, and mended by another put', async () => {
    const dir = await newFolder();
    const objects = createFileObjects(dir);
    const digest = await objects.put(bytes('whole'));
    await writeFile(fileOf(dir, digest), 'wholE');
    await expect(objects.get(digest)).rejects.toThrow(ObjectDamaged);
    await objects.put(bytes('whole'));
    expect(Buffer.from(await objects.get(digest)).toString()).toBe('whole');
  });

  test('may be put a hundred times at once, by two stores', async () => {
    const dir = await newFolder();
    const stores = [createFileObjects(dir), createFileObjects(dir)];
    const value = bytes('x'.repeat(200_000));
    const puts = stores.flatMap((store) => Array.from({ length: 50 }, () => store.put(value)));
    const digest = digestOf(value);
    expect(new Set(await Promise.all(puts))).toEqual(new Set([digest]));
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
    expect(await readdir(dirname(fileOf(dir, digest)))).toEqual([digest]);
    expect(await readFile(fileOf(dir, digest), 'utf8')).toHaveLength(200_000);
  });

  test('leave no file behind when they can not be written', async () => {
    const dir = await newFolder();
    const objects = createFileObjects(dir);
    await objects.put(bytes('first'));
    const value = bytes('second');
    // A folder in the place of the file makes the rename fail, for root as well.
    await mkdir(join(fileOf(dir, digestOf(value)), 'inside'), { recursive: true });
    await expect(objects.put(value)).rejects.toThrow();
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
  });

  test('are kept again after the whole folder was removed under a store that is open', async () => {
    const dir = join(await newFolder(), 'objects');
    const objects = createFileObjects(dir);
    const values = Array.from({ length: 20 }, (_, at) => bytes(`value ${String(at)}`));
    await Promise.all(values.map((value) => objects.put(value)));
    await rm(dir, { recursive: true });
    const digests = await Promise.all(values.map((value) => objects.put(value)));
    for (const digest of digests) expect(digestOf(await objects.get(digest))).toBe(digest);
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
  });

  test('clear away what a process that died has left, not what another still writes', async () => {
    const dir = await newFolder();
    const digest = await createFileObjects(dir).put(bytes('kept'));
    const old = join(dir, 'tmp', '1-old');
    const young = join(dir, 'tmp', '2-young');
    await writeFile(old, 'half');
    await writeFile(young, 'half');
    const yesterday = new Date(Date.now() - 24 * 3_600_000);
    await utimes(old, yesterday, yesterday);
    await createFileObjects(dir).put(bytes('next'));
    expect(await readdir(join(dir, 'tmp'))).toEqual(['2-young']);
    expect(await createFileObjects(dir).has(digest)).toBe(true);
  });

  test('are readable by their owner only', async () => {
    const dir = await newFolder();
    await chmod(dir, 0o755);
    const digest = await createFileObjects(dir).put(bytes('private'));
    expect((await stat(fileOf(dir, digest))).mode & 0o777).toBe(0o600);
  });
});
