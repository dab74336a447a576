import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemoryObjects } from '../../../src/adapters/objects/memory.ts';
import { createProjects } from '../../../src/adapters/projects/index.ts';
import type { ImportedProject } from '../../../src/ports/projects.ts';

let root: string;
let dir: string;
const put = (name: string, content: string | Uint8Array = 'x'): string => {
  const file = path.join(dir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};
const read = (): Promise<ImportedProject> => createProjects().folder(dir, createMemoryObjects());
const odd = ({ oddities }: ImportedProject): readonly string[] =>
  oddities.map(({ kind, path: at }) => `${kind} ${at}`).sort();

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'projects-test-'));
  dir = path.join(root, 'project');
  mkdirSync(dir);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('a folder as a tree', () => {
  test('has its files with bytes and modes, and none of what tools fill', async () => {
    put('src/a.js', 'tea');
    chmodSync(put('bin/run', '#!/bin/sh\n'), 0o755);
    put('node_modules/x/index.js');
    put('sub/.venv/lib.py');
    put('.git/HEAD');
    const project = await read();
    expect([...project.tree].map(([name, { size, mode }]) => [name, size, mode])).toEqual([
      ['bin/run', 10, 'executable'],
      ['src/a.js', 3, 'file'],
    ]);
    expect(project.leftOut).toEqual(['.git', 'node_modules', 'sub/.venv']);
    expect(project.oddities).toEqual([]);
  });

  test('follows no link: one to a file of the project is a copy, others are told', async () => {
    writeFileSync(path.join(root, 'secret'), 'outside');
    put('docs/README.md', 'hello');
    symlinkSync('docs/README.md', path.join(dir, 'README.md'));
    symlinkSync('../secret', path.join(dir, 'out'));
    symlinkSync('/etc/passwd', path.join(dir, 'passwd'));
    symlinkSync('..', path.join(dir, 'up'));
    const project = await read();
    const paths = [...project.tree.keys()] as readonly string[];
    expect(paths).toEqual(['README.md', 'docs/README.md']);
    expect(odd(project)).toEqual(['link_out out', 'link_out passwd', 'link_out up']);
  });

  test('tells pipes, setuid, sparse and hard-linked files, and does not wait for any', async () => {
    execFileSync('mkfifo', [path.join(dir, 'pipe')]);
    chmodSync(put('suid'), 0o4755);
    truncateSync(put('sparse'), 2 ** 40);
    writeFileSync(path.join(root, 'other'), 'x');
    linkSync(path.join(root, 'other'), path.join(dir, 'hard'));
    const project = await read();
    expect(odd(project)).toEqual([
      'hard_link hard',
      'large sparse',
      'pipe pipe',
      'setuid suid',
      'sparse sparse',
    ]);
    expect([...project.tree.keys()] as readonly string[]).toEqual(['hard', 'suid']);
  });

  test('leaves out what has an odd name and says so', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${dir}/bad-`), Buffer.from([0xff, 0x0a])]), 'x');
    put('good', 'y');
    const project = await read();
    expect([...project.tree.keys()] as readonly string[]).toEqual(['good']);
    expect(odd(project)).toEqual(['name bad-\\xff\\x0a']);
  });

  test('is refused where there is no folder', async () => {
    const projects = createProjects();
    const objects = createMemoryObjects();
    await expect(projects.folder(path.join(dir, 'no'), objects)).rejects.toThrow(/no folder/);
    await expect(projects.folder(put('file'), objects)).rejects.toThrow(/is no folder/);
  });
});
