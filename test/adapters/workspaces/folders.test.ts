import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findProcess, hasEnded, ownName } from '../../../src/adapters/sandbox/process-table.ts';
import { createFolderWorkspaces } from '../../../src/adapters/workspaces/folders.ts';
import { sweepOwnedFolders } from '../../../src/adapters/workspaces/owned-folder.ts';
import type { Digest } from '../../../src/domain/digest.ts';
import type { TreeEntry, TreePath } from '../../../src/domain/tree.ts';
import { digestOf } from '../../../src/ports/digests.ts';
import { ObjectMissing } from '../../../src/ports/objects.ts';
import { createMemoryObjects } from '../../../src/adapters/objects/memory.ts';

const file = (blob: Digest, mode: TreeEntry['mode'] = 'file'): TreeEntry => ({
  blob,
  size: 1,
  mode,
  by: 'import',
});

const at = (name: string): TreePath => name as TreePath;

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'folders-test-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('createFolderWorkspaces', () => {
  test('a tree becomes a folder that only its owner may enter, with the modes of its files', async () => {
    const objects = createMemoryObjects();
    const blob = await objects.put(Buffer.from('hello'));
    const tree = new Map([
      [at('a.txt'), file(blob)],
      [at('bin/run'), file(blob, 'executable')],
    ]);
    const workspace = await createFolderWorkspaces({ objects, root }).open(tree);
    expect((await stat(workspace.dir)).mode & 0o777).toBe(0o700);
    expect(await readFile(`${workspace.dir}/a.txt`, 'utf8')).toBe('hello');
    expect((await stat(`${workspace.dir}/a.txt`)).mode & 0o777).toBe(0o644);
    expect((await stat(`${workspace.dir}/bin/run`)).mode & 0o777).toBe(0o755);
    await workspace.dispose();
    await workspace.dispose();
    expect(await readdir(root)).toEqual([]);
  });

  test('a missing object leaves no folder behind', async () => {
    const tree = new Map([[at('a'), file(digestOf('never stored'))]]);
    const workspaces = createFolderWorkspaces({ objects: createMemoryObjects(), root });
    await expect(workspaces.open(tree)).rejects.toThrow(ObjectMissing);
    expect(await readdir(root)).toEqual([]);
  });

  test('a folder that was locked against its owner can still be removed', async () => {
    const workspace = await createFolderWorkspaces({ objects: createMemoryObjects(), root }).open(
      new Map(),
    );
    await mkdir(`${workspace.dir}/locked/inner`, { recursive: true });
    await chmod(`${workspace.dir}/locked`, 0o000);
    await workspace.dispose();
    expect(existsSync(workspace.dir)).toBe(false);
  });

  test('folders of dead processes are swept, those of living ones and of others stay', async () => {
    const child = spawn('sleep', ['60']);
    const started = findProcess(child.pid ?? 0)?.started ?? '';
    const [space = ''] = ownName().split('-');
    const nameOf = (pid: number | undefined, start: string): string =>
      `maestro-tree-${space}-${String(pid)}-${start}-abc`;
    const living = nameOf(child.pid, started);
    const dead = nameOf(child.pid, '1');
    const foreign = `maestro-tree-1-${String(child.pid)}-1-abc`;
    for (const name of [living, dead, foreign, 'something-else'])
      await mkdir(path.join(root, name));
    expect(await sweepOwnedFolders(root)).toBe(1);
    child.kill();
    expect((await readdir(root)).sort()).toEqual([foreign, living, 'something-else'].sort());
  });
});

describe('ownName', () => {
  test('names a process that runs now, and another one once the process is gone', async () => {
    expect(hasEnded(ownName())).toBe(false);
    const child = spawn('sleep', ['60']);
    const name = ownName().replace(
      /-\d+-\d+$/,
      `-${String(child.pid)}-${findProcess(child.pid ?? 0)?.started ?? ''}`,
    );
    expect(hasEnded(name)).toBe(false);
    child.kill();
    await once(child, 'exit');
    expect(hasEnded(name)).toBe(true);
  });
});
