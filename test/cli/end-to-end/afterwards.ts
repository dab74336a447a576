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

  test('report tells every judgement with its evidence, as JSON, CSV and one HTML file', async () => {
    const [report] = await stage.tells('report', SESSION);
    expect(report).toMatchObject({ kind: 'execution', name: SESSION, status: 'completed' });
    const { gates, personas } = report as {
      readonly gates: readonly { readonly phase: string; readonly evidence: unknown }[];
      readonly personas: readonly { readonly persona: string }[];
    };
    expect(gates.filter(({ phase }) => phase === 'implementation').length).toBeGreaterThan(1);
    expect(gates.at(-1)).toMatchObject({
      phase: 'deployment',
      verdict: 'passed',
      prediction: { method: 'rule-based' },
      evidence: expect.arrayContaining([
        expect.objectContaining({ sensor: 'test', command: 'npm test', exitCode: 0 }),
      ]) as unknown,
    });
    expect(personas.map(({ persona }) => persona)).toContain('backend_developer');
    const csv = await stage.does('report', SESSION, '--csv');
    expect(csv.stdout).toMatch(/^record,phase,iteration,[^]*\ngate,deployment,1,/);
    const file = path.join(stage.dir, 'report.html');
    await stage.does('report', SESSION, '--html', file);
    expect(readFileSync(file, 'utf8')).toContain('Scores by iteration');
  });

  test('it was built by blueprint, and no key of any provider was set', async () => {
    expect(await stage.status(SESSION)).toMatchObject({ model: 'blueprint' });
    const told = (await stage.tells('models')) as readonly { kind: string; key?: string }[];
    const keys = told.filter(({ kind }) => kind === 'provider').map(({ key }) => key);
    expect([...new Set(keys)].sort()).toEqual(['missing', 'none needed']);
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
