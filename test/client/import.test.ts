import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemoryObjects } from '../../src/adapters/objects/memory.ts';
import { lookAtFolder, takeInFolder } from '../../src/client/connect-import.ts';
import { requirementOfFolder } from '../../src/client/remediate.ts';
import { getTree } from '../../src/ports/trees.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'import-test-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const put = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  writeFileSync(path.join(dir, name), text);
};

describe('a folder that is taken in', () => {
  test('is a tree that nobody of the team wrote, the same one each time', async () => {
    put('src/a.js', 'export {};');
    put('b.txt', 'b');
    const objects = createMemoryObjects();
    const first = await takeInFolder(dir, objects);
    const tree = await getTree(objects, first.tree);
    expect([...tree].map(([name, { by }]) => [name, by])).toEqual([
      ['b.txt', 'import'],
      ['src/a.js', 'import'],
    ]);
    for (const { blob } of tree.values()) expect(await objects.has(blob)).toBe(true);
    expect((await lookAtFolder(dir)).tree).toBe(first.tree);
  });

  test('leaves out links that lead out, pipes and what is too large, and tells of them', async () => {
    put('a.js', 'export {};');
    symlinkSync('/etc/passwd', path.join(dir, 'out'));
    execFileSync('mkfifo', [path.join(dir, 'pipe')]);
    put('huge', '');
    truncateSync(path.join(dir, 'huge'), 2 ** 40);
    const { files, oddities } = await lookAtFolder(dir);
    expect(files).toBe(1);
    expect(oddities.map(({ kind, path: name }) => `${kind} ${name}`)).toEqual(
      expect.arrayContaining(['link_out out', 'pipe pipe', 'large huge', 'sparse huge']),
    );
  });

  test('is refused with what is wrong when it is none, or holds nothing', async () => {
    await expect(lookAtFolder(path.join(dir, 'none'))).rejects.toThrow(/There is no folder/);
    mkdirSync(path.join(dir, 'node_modules'));
    await expect(lookAtFolder(dir)).rejects.toThrow(/holds no file that could be mended/);
  });
});

describe('what a project is for', () => {
  test('is what its README says, in its own words', async () => {
    put('readme.rst', 'Keeps notes for the whole team.\n');
    expect(await requirementOfFolder(dir)).toBe(
      "What the project's readme.rst says of it:\n\nKeeps notes for the whole team.",
    );
  });

  test('is never made up', async () => {
    put('a.js', 'export {};');
    await expect(requirementOfFolder(dir)).rejects.toThrow(/give a requirement/);
    put('README.md', '  \n');
    await expect(requirementOfFolder(dir)).rejects.toThrow(/give a requirement/);
    put('README.md', 'binary \0 text that is long enough');
    await expect(requirementOfFolder(dir)).rejects.toThrow(/binary characters/);
  });
});
