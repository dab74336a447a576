import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../src/ports/free-port.ts';
import { homePaths } from '../../src/stack/home.ts';
import { readState } from '../../src/stack/state.ts';
import { runTests } from '../adapters/model/blueprint/product.ts';
import { createBuiltCli } from '../support/built-cli.ts';
import type { BuiltCli, Started } from '../support/built-cli.ts';
import type { CliResult } from '../support/cli.ts';
import { answersOn, processesOf } from '../support/processes.ts';

const TASKS = 'Create a task management system with projects, tasks and comments';
const BOOKS = 'A library keeps books, and members who borrow them. Each book has a title.';
const LONG = 120_000;

let cli: BuiltCli;
/** What `up` wrote to standard output. */
let exports = '';

const rowsOf = ({ stdout }: CliResult): readonly Readonly<Record<string, unknown>>[] =>
  stdout
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => JSON.parse(row) as Record<string, unknown>);

/** Fails with all that a command wrote when it did not end well. */
const succeeded = (result: CliResult): CliResult => {
  expect(result).toEqual({ ...result, code: 0 });
  return result;
};

const statusOf = async (session: string): Promise<Record<string, unknown>> =>
  rowsOf(succeeded(await cli.maestro('status', session, '--json')))[0] ?? {};

const until = async (session: string, ...statuses: readonly string[]): Promise<void> => {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const { status } = await statusOf(session);
    if (statuses.includes(String(status))) return;
    if (Date.now() > deadline) throw new Error(`${session} is ${String(status)}`);
    await delay(200);
  }
};

const state = () => readState(homePaths(cli.home).stateFile);
const productOf = (session: string): string => path.join(cli.dir, 'sdlc_output', session);

beforeAll(() => {
  cli = createBuiltCli();
});
afterAll(async () => {
  await cli.maestro('down');
  await cli.dispose();
}, 60_000);

describe('before anything runs', () => {
  test('doctor says what is there, and makes nothing', async () => {
    const result = await cli.maestro('doctor', '--json');
    const rows = rowsOf(succeeded(result));
    const status = Object.fromEntries(rows.map((row) => [String(row['name']), row['status']]));
    expect(status).toMatchObject({ node: 'ok', temporal: 'ok', postgres: 'ok', stack: 'idle' });
    expect(existsSync(cli.home)).toBe(false);
  });

  test('a requirement that is not about records ends with 2, and nothing is started', async () => {
    const result = await cli.maestro('run', '-r', 'Write a tetris game with sound and colours');
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(/^maestro: .*keeping records.*--model/s);
    expect(existsSync(cli.home)).toBe(false);
    expect(processesOf(cli.root)).toEqual([]);
  });
});

describe('up', () => {
  test(
    'writes lines for the shell, and after them the temporal CLI finds our server',
    async () => {
      const result = succeeded(await cli.maestro('up'));
      exports = result.stdout;
      expect(
        exports
          .trim()
          .split('\n')
          .every((row) => row.startsWith('export ')),
      ).toBe(true);
      const shell = await cli.shell('temporal operator namespace describe default', exports);
      expect(succeeded(shell).stdout).toContain('default');
    },
    LONG,
  );

  test('finds the stack that is up', async () => {
    const before = state();
    const again = succeeded(await cli.maestro('up'));
    expect(again.stdout).toBe(exports);
    expect(again.stderr).toContain('was up already');
    expect(state()).toEqual(before);
  });
});

describe('one requirement, from run to a product', () => {
  let run: Started;

  test(
    'run shows how it goes on, and stops with 3 when a signal of a shell pauses it',
    async () => {
      run = cli.start('run', '--requirement', TASKS, '--session', 'task-mgmt-v1');
      await run.shows(/Temporal Web UI: http.*task-mgmt-v1/);
      await run.shows(/implementation passed: \d+ % of at least 60 %/);
      const pause = 'temporal workflow signal -w task-mgmt-v1 --name pause';
      succeeded(await cli.shell(pause, exports));
      const result = await run.ended;
      expect(result.code).toBe(3);
      expect(result.stdout).toMatch(/backend_developer ended: 21 files\./);
      expect(result.stdout).toMatch(/Paused.*\n\s+maestro resume task-mgmt-v1/);
    },
    LONG,
  );

  test('the shell asks for rework and for the status', async () => {
    const rework = `temporal workflow signal -w task-mgmt-v1 --name rework --input '{"personas":["backend_developer"],"reason":"use ISO dates"}'`;
    succeeded(await cli.shell(rework, exports));
    const query = 'temporal workflow query  -w task-mgmt-v1 --type status';
    const { stdout } = succeeded(await cli.shell(query, exports));
    expect(stdout).toContain('"status":"paused"');
    expect(stdout).toContain('backend_developer');
  });

  test(
    'run --resume lifts the pause, has the rework done, and completes with 0',
    async () => {
      const result = succeeded(await cli.maestro('run', '--resume', 'task-mgmt-v1'));
      expect(result.stdout).toMatch(/task-mgmt-v1 completed/);
      expect(result.stdout).toMatch(/implementation +iteration 2/);
      expect(result.stdout).toMatch(
        /\nUnderstood: project \(name, .*\), task \(.*, project\), comment \(.*\)\n/,
      );
      expect(result.stdout).toMatch(
        /\nLeft out: +everything beyond keeping these.*requirements\.md\n/,
      );
      expect(result.stdout).toContain(`cd ${productOf('task-mgmt-v1')} && npm test`);
    },
    LONG,
  );

  test(
    'the product passes its own tests',
    async () => {
      const { code, passed, failed } = await runTests(productOf('task-mgmt-v1'));
      expect({ code, failed }).toEqual({ code: 0, failed: 0 });
      expect(passed).toBeGreaterThan(0);
    },
    LONG,
  );

  test('the product starts, is healthy, and gives back what was written', async () => {
    const port = await freePort();
    const service = cli.background(productOf('task-mgmt-v1'), `PORT=${String(port)} npm start`);
    const url = `http://127.0.0.1:${String(port)}`;
    try {
      await service.shows(/listening/);
      expect((await fetch(`${url}/health`)).status).toBe(200);
      const created = await fetch(`${url}/projects`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Garden' }),
      });
      expect(created.status).toBe(201);
      const { id } = (await created.json()) as { readonly id: string };
      const read = await fetch(`${url}/projects/${id}`);
      expect(await read.json()).toMatchObject({ id, name: 'Garden' });
    } finally {
      service.stop();
      await service.ended;
    }
  });

  test('run with the same requirement attaches, and with another one is refused with 2', async () => {
    const before = await statusOf('task-mgmt-v1');
    const same = await cli.maestro('run', '-r', TASKS, '-s', 'task-mgmt-v1');
    expect(succeeded(same).stdout).toContain('Following task-mgmt-v1');
    const other = await cli.maestro('run', '-r', BOOKS, '-s', 'task-mgmt-v1');
    expect(other).toMatchObject({ code: 2, stdout: '' });
    expect(other.stderr).toContain('task-mgmt-v1');
    const after = await statusOf('task-mgmt-v1');
    expect({ ...after, observedAt: 0 }).toEqual({ ...before, observedAt: 0 });
  });

  test('status, list, logs and artifacts tell what was done, and by whom', async () => {
    expect(await statusOf('task-mgmt-v1')).toMatchObject({ status: 'completed', costNanoUsd: 0 });
    const listed = rowsOf(succeeded(await cli.maestro('list', '--json')));
    expect(listed).toMatchObject([{ session: 'task-mgmt-v1', status: 'completed' }]);
    const files = rowsOf(succeeded(await cli.maestro('artifacts', 'task-mgmt-v1', '--json')));
    expect(files).toContainEqual(
      expect.objectContaining({
        path: 'package.json',
        producedBy: expect.stringContaining('backend_developer') as unknown,
      }),
    );
    const logs = await cli.maestro('logs', 'task-mgmt-v1', '--persona', 'backend_developer');
    expect(succeeded(logs).stdout).toMatch(/== backend_developer\.implementation\.1/);
    expect(logs.stdout).toMatch(/system:[^]*calls write:[^]*result of write:/);
  });

  test('export keeps what a person changed', async () => {
    const readme = path.join(productOf('task-mgmt-v1'), 'README.md');
    const before = readFileSync(path.join(productOf('task-mgmt-v1'), 'package.json'), 'utf8');
    writeFileSync(readme, '# Ours\n');
    writeFileSync(path.join(productOf('task-mgmt-v1'), 'mine.txt'), 'mine');
    const [report] = rowsOf(succeeded(await cli.maestro('export', 'task-mgmt-v1', '--json')));
    expect(report).toMatchObject({ conflicts: [{ path: 'README.md' }], written: [] });
    expect(readFileSync(readme, 'utf8')).toBe('# Ours\n');
    expect(readFileSync(path.join(productOf('task-mgmt-v1'), 'mine.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(path.join(productOf('task-mgmt-v1'), 'package.json'), 'utf8')).toBe(before);
  });
});

test('export and run name what could not be written, and end with 1', async () => {
  const dir = path.join(cli.dir, 'occupied');
  mkdirSync(dir);
  writeFileSync(path.join(dir, 'src'), 'a file where a folder has to be');
  const one = await cli.maestro('export', 'task-mgmt-v1', '--out', dir);
  expect(one).toMatchObject({ code: 1, stderr: '' });
  expect(one.stdout).toMatch(
    /Could not be written.*\n {2}src\/\S+: src is no folder of this export\n/,
  );
  expect(one.stdout).toMatch(/and \d+ more\n/);
  expect(existsSync(path.join(dir, 'package.json'))).toBe(true);
  const two = await cli.maestro('run', '--resume', 'task-mgmt-v1', '--out', dir, '--json');
  expect(two.code).toBe(1);
  expect(rowsOf(two).at(-1)).toMatchObject({ event: 'end', status: 'completed', exitCode: 1 });
});

describe('executions that nobody stays with', () => {
  test('the shell starts one without any Maestro, and no second one of that name', async () => {
    const line = `temporal workflow start --type sdlcExecution --task-queue sdlc -w other-v1 --id-conflict-policy Fail --id-reuse-policy RejectDuplicate --input '{"requirement":"${BOOKS}"}'`;
    const first = succeeded(await cli.shell(line, exports));
    expect(first.stdout).toMatch(/RunId/);
    // The CLI answers a conflict with the run that is there.
    const again = succeeded(await cli.shell(line, exports));
    expect(again.stdout).toBe(first.stdout);
    await until('other-v1', 'running');
    succeeded(await cli.maestro('cancel', 'other-v1'));
    await until('other-v1', 'cancelled');
  }, 60_000);

  test('run --detach comes back at once; pause, and run --resume goes on', async () => {
    const args = ['--session', 'books', '--requirement', BOOKS];
    const { stdout } = succeeded(await cli.maestro('run', '--detach', ...args));
    expect(stdout).toContain('maestro watch books');
    succeeded(await cli.maestro('pause', 'books'));
    await until('books', 'paused');
    const run = cli.start('run', '--resume', 'books');
    await run.shows(/(begins|starts)/);
    run.child.kill('SIGINT');
    const result = await run.ended;
    expect(result.code).toBe(130);
    expect(result.stdout).toContain('maestro run --resume books');
    await until('books', 'running', 'completed');
    succeeded(await cli.maestro('cancel', 'books'));
  }, 60_000);
});

test('down leaves nothing running', async () => {
  const { temporal, postgres } = state() ?? {};
  const ports = [Number(temporal?.address.split(':')[1]), temporal?.uiPort, postgres?.port].map(
    Number,
  );
  expect(await Promise.all(ports.map(answersOn))).toEqual([true, true, true]);
  expect(processesOf(cli.root).length).toBeGreaterThanOrEqual(5);
  succeeded(await cli.maestro('down'));
  expect(processesOf(cli.root)).toEqual([]);
  expect(await Promise.all(ports.map(answersOn))).toEqual([false, false, false]);
}, 60_000);
