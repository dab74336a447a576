import { expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BOOKS, rowsOf, SESSION, TASKS } from './stage.ts';
import type { Stage } from './stage.ts';

/** What can be asked once it has completed. */
export const afterwards = (stage: Stage): void => {
  test('run with the same requirement attaches, and with another one is refused with 2', async () => {
    const before = await stage.status(SESSION);
    const same = await stage.does('run', '-r', TASKS, '-s', SESSION);
    expect(same.stdout).toContain('Following task-mgmt-v1');
    const other = await stage.maestro('run', '-r', BOOKS, '-s', SESSION);
    expect(other).toMatchObject({ code: 2, stdout: '' });
    expect(other.stderr).toContain(SESSION);
    const after = await stage.status(SESSION);
    expect({ ...after, observedAt: 0 }).toEqual({ ...before, observedAt: 0 });
  });

  test('status, list, logs and artifacts tell what was done, and by whom', async () => {
    expect(await stage.status(SESSION)).toMatchObject({ status: 'completed', costNanoUsd: 0 });
    const listed = await stage.tells('list');
    expect(listed).toMatchObject([{ session: SESSION, status: 'completed' }]);
    const files = await stage.tells('artifacts', SESSION);
    expect(files).toContainEqual(
      expect.objectContaining({
        path: 'package.json',
        producedBy: expect.stringContaining('backend_developer') as unknown,
      }),
    );
    const logs = await stage.does('logs', SESSION, '--persona', 'backend_developer');
    expect(logs.stdout).toMatch(/== backend_developer\.implementation\.1/);
    expect(logs.stdout).toMatch(/system:[^]*calls write:[^]*result of write:/);
  });

  test('export keeps what a person changed', async () => {
    const file = (name: string): string => path.join(stage.productOf(SESSION), name);
    const before = readFileSync(file('package.json'), 'utf8');
    writeFileSync(file('README.md'), '# Ours\n');
    writeFileSync(file('mine.txt'), 'mine');
    const [report] = await stage.tells('export', SESSION);
    expect(report).toMatchObject({ conflicts: [{ path: 'README.md' }], written: [] });
    expect(readFileSync(file('README.md'), 'utf8')).toBe('# Ours\n');
    expect(readFileSync(file('mine.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(file('package.json'), 'utf8')).toBe(before);
  });

  test('export and run name what could not be written, and end with 1', async () => {
    const dir = path.join(stage.dir, 'occupied');
    mkdirSync(dir);
    writeFileSync(path.join(dir, 'src'), 'a file where a folder has to be');
    const one = await stage.maestro('export', SESSION, '--out', dir);
    expect(one).toMatchObject({ code: 1, stderr: '' });
    expect(one.stdout).toMatch(
      /Could not be written.*\n {2}src\/\S+: src is no folder of this export\n/,
    );
    expect(one.stdout).toMatch(/and \d+ more\n/);
    expect(existsSync(path.join(dir, 'package.json'))).toBe(true);
    const two = await stage.maestro('run', '--resume', SESSION, '--out', dir, '--json');
    expect(two.code).toBe(1);
    expect(rowsOf(two).at(-1)).toMatchObject({ event: 'end', status: 'completed', exitCode: 1 });
  });
};
