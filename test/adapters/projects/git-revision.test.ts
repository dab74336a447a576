import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemoryObjects } from '../../../src/adapters/objects/memory.ts';
import { createProjects } from '../../../src/adapters/projects/index.ts';
import type { ImportedProject } from '../../../src/ports/projects.ts';

let dir: string;
const git = (...args: readonly string[]): void => {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@b.c'];
  execFileSync('git', ['-C', dir, ...who, ...args], { stdio: 'ignore' });
};
const put = (name: string, content: string): void => {
  const file = path.join(dir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
};
const read = (ref: string, at = dir): Promise<ImportedProject> =>
  createProjects().revision(at, ref, createMemoryObjects());

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'revision-test-'));
  git('init', '-q', '-b', 'main');
  put('src/a.js', 'one');
  put('src/b c\n.js', 'odd');
  put('empty', '');
  symlinkSync('src/a.js', path.join(dir, 'link'));
  chmodSync(path.join(dir, 'empty'), 0o755);
  git('add', '-A');
  git('commit', '-q', '-m', 'One');
  put('src/a.js', 'two, changed');
  git('commit', '-q', '-a', '-m', 'Two');
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('a revision of a repository', () => {
  test('is the tree as it was then, not as the folder is now', async () => {
    put('src/a.js', 'not committed');
    const [one, two] = [await read('HEAD~1'), await read('main')];
    const sizes = ({ tree }: ImportedProject) =>
      [...tree].map(([name, { size, mode }]) => `${name} ${String(size)} ${mode}`);
    expect(sizes(one)).toEqual(['empty 0 executable', 'link 3 file', 'src/a.js 3 file']);
    expect(sizes(two)).toContain('src/a.js 12 file');
    expect(one.oddities).toEqual([{ kind: 'name', path: 'src/b c\n.js' }]);
  });

  test('of a folder inside of the repository is what was below it', async () => {
    const { tree } = await read('HEAD~1', path.join(dir, 'src'));
    expect([...tree.keys()] as readonly string[]).toEqual(['a.js']);
  });

  test.each(['nowhere', '--output=x', 'HEAD:src', ''])('%p is refused', async (ref) => {
    await expect(read(ref)).rejects.toMatchObject({ name: 'ProjectUnreadable' });
    expect(existsSync(path.join(dir, 'x'))).toBe(false);
  });

  test('runs no command that the repository configures', async () => {
    const mark = path.join(dir, 'ran');
    for (const key of ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'diff.external']) {
      git('config', key, `touch ${mark}`);
    }
    git('config', 'filter.x.smudge', `touch ${mark}`);
    put('.gitattributes', '* filter=x\n');
    await read('HEAD');
    expect(existsSync(mark)).toBe(false);
  });
});
