import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createContainer } from '../../../../src/adapters/sandbox/container/container.ts';
import { findEngine } from '../../../../src/adapters/sandbox/container/find-engine.ts';
import { sweepContainers } from '../../../../src/adapters/sandbox/container/sweep.ts';
import { openSandbox } from '../../../../src/adapters/sandbox/index.ts';
import { ownName } from '../../../../src/adapters/sandbox/process-table.ts';
import { isRoot } from '../../../../src/adapters/sandbox/unprivileged.ts';
import type { Sandbox } from '../../../../src/ports/sandbox.ts';
import { ask, LIMITS, makeFolder, newMark, removeFolders, survivors } from '../support.ts';

const WITHOUT_ENGINE = 'where no engine runs, one that only notes what it is asked stands in';

let home = '';
let sandbox: Sandbox;
const environment = (): { readonly PATH: string } => ({
  PATH: `${home}:${path.dirname(process.execPath)}:/usr/bin:/bin`,
});

const asked = (): readonly (readonly string[])[] =>
  readFileSync(path.join(home, 'asked.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as readonly string[]);

beforeAll(async () => {
  home = await makeFolder();
  const program = path.join(home, 'docker');
  copyFileSync(path.join(import.meta.dirname, 'engine.mjs'), program);
  // A program without an ending is a module only where that is said.
  writeFileSync(path.join(home, 'package.json'), '{"type":"module"}');
  chmodSync(program, 0o755);
  chmodSync(home, 0o755);
  sandbox = createContainer({
    engine: 'docker',
    program,
    image: 'an-image',
    environment: environment(),
  });
});
afterAll(removeFolders);

describe(`a container (${WITHOUT_ENGINE})`, () => {
  test('gives the output and exit code of its command, in its folder', async () => {
    const dir = await makeFolder();
    writeFileSync(path.join(dir, 'a.txt'), 'here');
    const argv = ['sh', '-c', 'cat a.txt; echo wrong >&2; exit 3'] as const;
    const result = await sandbox.run({ dir, argv, limits: LIMITS });
    expect(result).toMatchObject({ exitCode: 3, output: 'herewrong\n', timedOut: false });
    expect(result.holds).toMatchObject({ memory: 'kernel', processes: 'kernel' });
  });

  test('is ended when its time is over, by the engine and not by its client', async () => {
    const dir = await makeFolder();
    const argv = ['sleep', '301'] as const;
    const started = performance.now();
    const result = await sandbox.run({ dir, argv, limits: { ...LIMITS, wallMs: 500 } });
    expect(result).toMatchObject({ exitCode: null, timedOut: true });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(asked().some(([verb]) => verb === 'rm')).toBe(true);
  });

  test('is ended when nobody waits for it any more', async () => {
    const dir = await makeFolder();
    const abort = new AbortController();
    const running = sandbox.run({
      dir,
      argv: ['sleep', '302'],
      limits: LIMITS,
      signal: abort.signal,
    });
    setTimeout(() => {
      abort.abort(new Error('enough'));
    }, 300);
    await expect(running).rejects.toThrow('enough');
  });

  test('that runs out of memory is told so', async () => {
    const dir = await makeFolder();
    const result = await sandbox.run({ dir, argv: ['sh', '-c', 'kill -9 $$'], limits: LIMITS });
    expect(result).toMatchObject({ exitCode: null });
    expect(result.output).toContain('of memory');
  });

  test('has rights of nobody, or ours, and never those of root, and the folder is its own', async () => {
    const dir = await makeFolder();
    await sandbox.run({ dir, argv: ['true'], limits: LIMITS });
    const line = asked().findLast(([verb]) => verb === 'run') ?? [];
    const [uid, gid] = isRoot() ? [61_700, 61_700] : [process.getuid?.(), process.getgid?.()];
    expect(line[line.indexOf('--user') + 1]).toBe(`${String(uid)}:${String(gid)}`);
    expect(statSync(dir).uid).toBe(uid);
  });

  test('is gone when the call returns, also where its client was gone before', async () => {
    const told = path.join(home, 'loses');
    writeFileSync(told, '');
    const mark = newMark();
    const dir = await makeFolder();
    const argv = ['sh', '-c', 'exec >/dev/null 2>&1; sleep 305 & sleep 306'] as const;
    await sandbox.run({ dir, argv, env: { MARK: mark }, limits: LIMITS });
    expect(survivors(mark)).toEqual([]);
    rmSync(told);
  });

  test('that the engine could not start is a fault of the sandbox, and not of the command', async () => {
    const told = path.join(home, 'refuses');
    writeFileSync(told, '');
    const dir = await makeFolder();
    const running = sandbox.run({ dir, argv: ['true'], limits: LIMITS });
    await expect(running).rejects.toThrow('The sandbox could not run the command: No such image');
    rmSync(told);
  });

  test('is started by a client that has nothing of our environment', async () => {
    await sandbox.run({ dir: await makeFolder(), argv: ['true'], limits: LIMITS });
    const variables = readFileSync(path.join(home, 'variables.json'), 'utf8');
    expect(JSON.parse(variables)).toEqual(['PATH']);
  });

  test('serves requests through a socket, and stops when asked to', async () => {
    const dir = await makeFolder();
    const code =
      "require('http').createServer((q, r) => r.end('served')).listen(process.env.PORT, '127.0.0.1')";
    const service = await sandbox.serve({
      dir,
      argv: ['node', '-e', code],
      limits: LIMITS,
      port: 38_471,
    });
    expect((await ask(service)).body).toBe('served');
    await service.stop(2_000);
    expect(asked().some(([verb, , signal]) => verb === 'kill' && signal === 'TERM')).toBe(true);
  });

  test('ends itself when we are gone', async () => {
    const line = asked().find(([verb]) => verb === 'run') ?? [];
    expect(line).toContain('--interactive');
    const script = line[line.indexOf('an-image') + 2] ?? '';
    const { spawn } = await import('node:child_process');
    const mark = `container-test-${ownName()}`;
    const child = spawn('sh', ['-c', script, 'lifeline', 'sleep', '303'], {
      env: { ...environment(), MARK: mark },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await delay(300);
    expect(survivors(mark).length).toBeGreaterThan(0);
    child.stdin.end();
    await delay(500);
    expect(survivors(mark)).toEqual([]);
  });

  test('of a process that was killed is swept at the next start, and no other', async () => {
    const [space] = ownName().split('-');
    const left = `maestro-${String(space)}-1-1-1`;
    writeFileSync(path.join(home, 'left'), `${left}\nmaestro-${ownName()}-1\nmaestro-of-a-user\n`);
    expect(await sweepContainers(path.join(home, 'docker'), environment())).toBe(1);
    expect(asked().at(-1)).toEqual(['rm', '--force', left]);
  });
});

describe('an engine', () => {
  const settings = (sandboxName: 'docker' | 'podman') => ({
    sandbox: sandboxName,
    image: 'an-image',
    environment: environment(),
  });

  test('is chosen by the configuration, once a command has run in it', async () => {
    expect(await openSandbox(settings('docker'))).toMatchObject({
      kind: 'container',
      program: path.join(home, 'docker'),
      sandbox: { kind: 'container' },
    });
  });

  test('that is not installed is no sandbox, and that is said', async () => {
    expect(await openSandbox(settings('podman'))).toEqual({
      kind: undefined,
      reason: 'podman is not installed.',
    });
  });

  test('whose service does not answer is none', async () => {
    writeFileSync(path.join(home, 'down'), '');
    const found = await findEngine('docker', environment());
    expect(found).toMatchObject({ reason: expect.stringContaining('Cannot connect') });
  });
});

test('a real engine is checked where there is one', async () => {
  const found = await openSandbox({
    sandbox: 'docker',
    image: 'node:24-bookworm',
    environment: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: process.env['HOME'] },
  });
  if (found.kind === undefined) {
    process.stderr.write(`NOT CHECKED, containers: ${found.reason}\n`);
    return;
  }
  const dir = await makeFolder();
  const code = "try { require('fs').writeFileSync('/x', '') } catch (e) { console.log(e.code) }";
  const { output } = await found.sandbox.run({ dir, argv: ['node', '-e', code], limits: LIMITS });
  expect(output).toBe('EROFS\n');
  expect(existsSync('/x')).toBe(false);
});
