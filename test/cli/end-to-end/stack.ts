import { expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { answersOn, processesOf } from '../../support/processes.ts';
import { LONG } from './stage.ts';
import type { Stage } from './stage.ts';

/** What can be asked of a machine that has nothing of ours yet. */
export const beforeAnythingRuns = (stage: Stage): void => {
  test('doctor says what is there, and makes nothing', async () => {
    const rows = await stage.tells('doctor');
    const status = Object.fromEntries(rows.map((row) => [String(row['name']), row['status']]));
    expect(status).toMatchObject({ node: 'ok', temporal: 'ok', postgres: 'ok', stack: 'idle' });
    expect(existsSync(stage.home)).toBe(false);
  });

  test('a requirement that is not about records ends with 2, and nothing is started', async () => {
    const result = await stage.maestro('run', '-r', 'Write a tetris game with sound and colours');
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(/^maestro: .*keeping records.*--model/s);
    expect(existsSync(stage.home)).toBe(false);
    expect(processesOf(stage.root)).toEqual([]);
  });
};

/** The stack comes up once. */
export const stackComesUp = (stage: Stage): void => {
  test(
    'writes lines for the shell, and after them the temporal CLI finds our server',
    async () => {
      const { stdout } = await stage.up();
      expect(
        stdout
          .trim()
          .split('\n')
          .filter((row) => !row.startsWith('export ')),
      ).toEqual([]);
      const shell = await stage.inShell('temporal operator namespace describe default');
      expect(shell.stdout).toContain('default');
    },
    LONG,
  );

  test('finds the stack that is up', async () => {
    const before = stage.state();
    const again = await stage.does('up');
    expect(again.stdout).toBe(stage.exports());
    expect(again.stderr).toContain('was up already');
    expect(stage.state()).toEqual(before);
  });
};

/** Nothing is left. */
export const stackGoesDown = (stage: Stage): void => {
  test('down leaves nothing running', async () => {
    const { temporal, postgres } = stage.state() ?? {};
    const ports = [Number(temporal?.address.split(':')[1]), temporal?.uiPort, postgres?.port].map(
      Number,
    );
    expect(await Promise.all(ports.map(answersOn))).toEqual([true, true, true]);
    expect(processesOf(stage.root).length).toBeGreaterThanOrEqual(5);
    await stage.does('down');
    expect(processesOf(stage.root)).toEqual([]);
    expect(await Promise.all(ports.map(answersOn))).toEqual([false, false, false]);
  }, 60_000);
};
