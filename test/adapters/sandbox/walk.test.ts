import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { closeSync, openSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { folderUse, namelessBytes } from '../../../src/adapters/sandbox/folder-use.ts';
import { walkFolder } from '../../../src/adapters/sandbox/walk.ts';
import { makeFolder, removeFolders } from './support.ts';

afterEach(removeFolders);

const namesIn = async (dir: string): Promise<readonly string[]> => {
  const found: string[] = [];
  await walkFolder(dir, ({ names }) => {
    found.push(names.map(String).join('/'));
    return true;
  });
  return found.sort();
};

describe('walkFolder', () => {
  test('names everything once, and what is behind a link not at all', async () => {
    const [dir, outside] = [await makeFolder(), await makeFolder()];
    await writeFile(`${outside}/secret`, '');
    await mkdir(`${dir}/a/b`, { recursive: true });
    await writeFile(`${dir}/a/b/c`, '');
    await symlink(outside, `${dir}/a/link`);
    expect(await namesIn(dir)).toEqual(['a', 'a/b', 'a/b/c', 'a/link']);
  });

  test('does not follow a link that takes the place of a folder during the walk', async () => {
    const [dir, outside] = [await makeFolder(), await makeFolder()];
    await writeFile(`${outside}/secret`, '');
    await mkdir(`${dir}/a`);
    const seen: string[] = [];
    const left = new Set<string>();
    await walkFolder(dir, ({ names, stats }) => {
      seen.push(String(names.at(-1)));
      if (!stats.isDirectory() || left.has('a')) return true;
      left.add('a');
      rmSync(`${dir}/a`, { recursive: true });
      symlinkSync(outside, `${dir}/a`);
      return true;
    });
    expect(seen).toEqual(['a']);
  });

  test('a folder that is locked against its owner is looked into', async () => {
    const dir = await makeFolder();
    await mkdir(`${dir}/locked`);
    await writeFile(`${dir}/locked/file`, '');
    await mkdir(`${dir}/locked/inner`, { mode: 0o000 });
    expect(await namesIn(dir)).toEqual(['locked', 'locked/file', 'locked/inner']);
  });

  test('a folder that is not there is empty', async () => {
    expect(await namesIn('/nowhere/at/all')).toEqual([]);
  });
});

describe('folderUse', () => {
  test('counts a sparse file as what it claims to be', async () => {
    const dir = await makeFolder();
    const file = `${dir}/sparse`;
    await writeFile(file, '');
    truncateSync(file, 1e9);
    expect((await folderUse(dir)).bytes).toBeGreaterThanOrEqual(1e9);
  });

  test('counts folders and links as files', async () => {
    const dir = await makeFolder();
    await mkdir(`${dir}/a`);
    await symlink('a', `${dir}/b`);
    expect((await folderUse(dir)).files).toBe(2);
  });

  test('stops when it is enough', async () => {
    const dir = await makeFolder();
    for (const name of ['a', 'b', 'c', 'd']) await writeFile(`${dir}/${name}`, '');
    expect((await folderUse(dir, { bytes: Infinity, files: 1 })).files).toBe(2);
  });

  (process.platform === 'linux' ? test : test.skip)(
    'files without a name are counted as long as they are open',
    async () => {
      const dir = await makeFolder();
      const fd = openSync(`${dir}/file`, 'wx');
      truncateSync(`${dir}/file`, 5_000_000);
      rmSync(`${dir}/file`);
      expect(namelessBytes(dir, [process.pid])).toBeGreaterThanOrEqual(5_000_000);
      closeSync(fd);
      expect(namelessBytes(dir, [process.pid])).toBe(0);
    },
  );
});
