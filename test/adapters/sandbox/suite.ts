import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../../../src/adapters/sandbox/index.ts';
import type { SandboxLimits } from '../../../src/domain/settings.ts';
import type { Sandbox, SandboxResult, SandboxService } from '../../../src/ports/sandbox.ts';
import { ask, LIMITS, makeFolder, newMark, removeFolders, survivors } from './support.ts';

type Argv = readonly [string, ...string[]];

const SERVER = `
const { createServer } = require('node:http');
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    if (request.url === '/silent') return;
    if (request.url === '/flood') return response.end('x'.repeat(3e6));
    if (request.url === '/die') process.exit(7);
    response.setHeader('x-seen', request.headers['x-sent'] ?? '');
    response.statusCode = 201;
    response.end(request.method + ' ' + request.url + ' ' + body);
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
process.once('SIGTERM', () => {
  if (process.env.DEAF) return process.once('SIGTERM', () => undefined);
  console.log('goodbye');
  server.close();
});
if (process.env.DEAF) process.on('SIGTERM', () => undefined);
`;

/** What every sandbox promises; run against each kind. */
export const sandboxSuite = (name: string, create: () => Sandbox): void => {
  const run = async (
    argv: Argv,
    limits: Partial<SandboxLimits> = {},
    more: { readonly env?: Record<string, string>; readonly signal?: AbortSignal } = {},
  ): Promise<SandboxResult> =>
    create().run({ dir: await makeFolder(), argv, limits: { ...LIMITS, ...limits }, ...more });

  const serve = async (env: Record<string, string> = {}): Promise<SandboxService> => {
    const dir = await makeFolder();
    await writeFile(`${dir}/server.js`, SERVER);
    const port = await freePort();
    return create().serve({ dir, argv: ['node', 'server.js'], env, limits: LIMITS, port });
  };

  afterEach(removeFolders);

  describe(`${name}: run`, () => {
    test('gives exit code and both outputs in the order they came', async () => {
      const script = 'echo one; echo two >&2; echo three; exit 3';
      const result = await run(['sh', '-c', script]);
      expect(result).toMatchObject({ exitCode: 3, timedOut: false });
      expect(result.output).toBe('one\ntwo\nthree\n');
    });

    test('runs this very Node, and npm', async () => {
      const result = await run(['sh', '-c', 'node -v && npm -v']);
      expect(result.output).toMatch(new RegExp(`^${process.version}\n\\d+\\.\\d+\\.\\d+\n$`));
    });

    test('a program that does not exist is exit code 127, said in the output', async () => {
      const result = await run(['no-such-program']);
      expect(result.exitCode).toBe(127);
      expect(result.output).toContain('no-such-program');
    });

    test('arguments reach the program as they are, without a shell in between', async () => {
      const argument = '$HOME `id` "quoted" \'single\' ; exit 9';
      const result = await run(['node', '-p', 'process.argv[1]', argument]);
      expect(result).toMatchObject({ exitCode: 0, output: `${argument}\n` });
    });

    test('the folder is where it runs and can be written to', async () => {
      const dir = await makeFolder();
      await writeFile(`${dir}/in.txt`, 'there');
      const argv: Argv = ['sh', '-c', 'cat in.txt && echo done > out.txt'];
      const first = await create().run({ dir, argv, limits: LIMITS });
      const second = await create().run({ dir, argv: ['cat', 'out.txt'], limits: LIMITS });
      expect(first.output).toBe('there');
      expect(second.output).toBe('done\n');
    });

    test('the environment is what was given, and none of ours', async () => {
      const result = await run(['env'], {}, { env: { GIVEN: 'yes' } });
      const names = result.output.split('\n').map((line) => line.split('=')[0]);
      const allowed = ['GIVEN', 'PATH', 'HOME', 'TMPDIR', 'PWD', 'MAESTRO_COMMAND', 'OLDPWD', '_'];
      expect(names.filter((each) => each !== '' && !allowed.includes(each ?? ''))).toEqual([]);
      expect(names).toContain('GIVEN');
    });

    test('a signal that ended the command is named', async () => {
      const result = await run(['sh', '-c', 'kill -SEGV $$']);
      expect(result).toMatchObject({ exitCode: null, signal: 'SIGSEGV', timedOut: false });
    });

    test('a flood of output is cut, keeps its end, and stops nothing', async () => {
      const script = 'head -c 30000000 /dev/zero | tr "\\0" x; echo; echo the end';
      const result = await run(['sh', '-c', script], { outputBytes: 10_000 });
      expect(result.exitCode).toBe(0);
      expect(result.output).toContain('[… output cut …]');
      expect(result.output.length).toBeLessThan(10_100);
      expect(result.output).toMatch(/the end\n$/);
    });

    test('a time-out ends everything, also what has left its session', async () => {
      const mark = newMark();
      const script =
        'setsid sleep 300 & setsid sh -c "sleep 301; true" & (sleep 302 &) ; sleep 303';
      const result = await run(['sh', '-c', script], { wallMs: 1_500 }, { env: { MARK: mark } });
      expect(result).toMatchObject({ exitCode: null, timedOut: true });
      expect(survivors(mark)).toEqual([]);
    });

    test('what a command leaves running is gone when the call returns', async () => {
      const mark = newMark();
      const script = 'setsid sleep 300 >/dev/null 2>&1 & sleep 301 & exit 0';
      const result = await run(['sh', '-c', script], {}, { env: { MARK: mark } });
      expect(result.exitCode).toBe(0);
      expect(survivors(mark)).toEqual([]);
    });

    test('aborting ends everything and throws the reason', async () => {
      const mark = newMark();
      const abort = new AbortController();
      const script = 'setsid sleep 300 & sleep 301';
      const running = run(['sh', '-c', script], {}, { env: { MARK: mark }, signal: abort.signal });
      setTimeout(() => {
        abort.abort(new Error('enough'));
      }, 400);
      await expect(running).rejects.toThrow('enough');
      expect(survivors(mark)).toEqual([]);
    });

    test('a signal that was aborted before starts nothing', async () => {
      const signal = AbortSignal.abort(new Error('never'));
      await expect(run(['echo'], {}, { signal })).rejects.toThrow('never');
    });

    test('a memory hog is stopped, and the output says why', async () => {
      const script = 'const a = []; for (;;) a.push(Buffer.alloc(1e6, 1));';
      const result = await run(['node', '-e', script], { memoryBytes: 200e6 });
      expect(result).toMatchObject({ exitCode: null, timedOut: false });
      expect(result.output).toMatch(/stopped: more than 200 MB of memory/);
    });

    test('too many files are stopped, and the output says why', async () => {
      const script = 'while true; do head -c 2000000 /dev/zero > f$((i = i + 1)); done';
      const result = await run(['sh', '-c', script], { diskBytes: 20e6 });
      expect(result).toMatchObject({ exitCode: null, timedOut: false });
      expect(result.output).toMatch(/stopped: more than 20 MB of files/);
    });

    test('one file can not be larger than all may be', async () => {
      const script = 'head -c 90000000 /dev/zero > big; wc -c < big';
      const result = await run(['sh', '-c', script], { diskBytes: 1e6 });
      expect(Number(/\d+$/.exec(result.output.trim())?.[0])).toBeLessThan(1.1e6);
    });
  });

  describe(`${name}: serve`, () => {
    test('requests reach the service, with method, headers and body', async () => {
      const service = await serve();
      await ask(service);
      const response = await service.request({
        method: 'POST',
        path: '/a?b=c',
        headers: { 'x-sent': 'hello' },
        body: 'the body',
        timeoutMs: 5_000,
      });
      expect(response).toMatchObject({ status: 201, body: 'POST /a?b=c the body' });
      expect(response.headers['x-seen']).toBe('hello');
      const result = await service.stop(10_000);
      expect(result).toMatchObject({ exitCode: 0, output: 'listening\ngoodbye\n' });
    });

    test('a body beyond a megabyte is cut', async () => {
      const service = await serve();
      const response = await ask(service, '/flood');
      expect(response.body.length).toBe(1024 ** 2);
      await service.stop(0);
    });

    test('no answer in time is said so', async () => {
      const service = await serve();
      await ask(service);
      const request = { method: 'GET', path: '/silent', timeoutMs: 300 };
      await expect(service.request(request)).rejects.toThrow(
        'GET /silent: no answer within 300 ms.',
      );
      await service.stop(0);
    });

    test('a service that ends by itself is told with its exit code', async () => {
      const service = await serve();
      await ask(service);
      await service.request({ method: 'GET', path: '/die', timeoutMs: 5_000 }).catch(() => 0);
      expect(await service.exited).toMatchObject({ exitCode: 7 });
      const request = { method: 'GET', path: '/', timeoutMs: 1_000 };
      await expect(service.request(request)).rejects.toThrow('has ended by itself');
    });

    test('a service that ignores SIGTERM is killed after its grace', async () => {
      const mark = newMark();
      const service = await serve({ DEAF: 'yes', MARK: mark });
      await ask(service);
      expect(await service.stop(500)).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
      expect(survivors(mark)).toEqual([]);
    });
  });
};
