import { createServer } from 'node:http';
import { lstat, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createBubblewrap, freePort } from '../../../src/adapters/sandbox/index.ts';
import type { SandboxLimits } from '../../../src/domain/settings.ts';
import type { SandboxResult } from '../../../src/ports/sandbox.ts';
import { sandboxSuite } from './suite.ts';
import {
  ask,
  hasBubblewrap,
  LIMITS,
  makeFolder,
  newMark,
  removeFolders,
  survivors,
} from './support.ts';

const shell = async (
  script: string,
  limits: Partial<SandboxLimits> = {},
  env: Record<string, string> = {},
): Promise<SandboxResult> =>
  createBubblewrap().run({
    dir: await makeFolder(),
    argv: ['sh', '-c', script],
    env,
    limits: { ...LIMITS, ...limits },
  });

const isolation = (): void => {
  afterEach(removeFolders);

  test('no process inside shows an environment of ours', async () => {
    const result = await shell(
      'cat /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" | cut -d= -f1 | sort -u',
      {},
      { GIVEN: 'yes' },
    );
    const names = result.output.split('\n').filter((name) => name !== '');
    expect(names.sort()).toEqual(expect.arrayContaining(['GIVEN', 'HOME', 'PATH', 'TMPDIR']));
    const allowed = ['GIVEN', 'HOME', 'PATH', 'TMPDIR', 'PWD', 'OLDPWD', '_'];
    expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test('no command line inside names a folder of the host', async () => {
    const result = await shell('cat /proc/[0-9]*/cmdline | tr "\\0" "\\n"');
    expect(result.output).toContain('bwrap');
    expect(result.output).not.toContain(tmpdir() + '/');
    expect(result.output).not.toContain(path.dirname(process.execPath));
  });

  test('a secret in our home, in the temporary folder or beside the working folder is not there', async () => {
    const places = [homedir(), tmpdir()];
    const secrets = await Promise.all(
      places.map((place) => mkdtemp(path.join(place, '.secret-test-'))),
    );
    for (const dir of secrets) await writeFile(`${dir}/key`, 'hunter2', { mode: 0o644 });
    try {
      const names = secrets.map((dir) => `${dir}/key`).join(' ');
      const result = await shell(`cat ${names}; ls -A /root /home /tmp .. 2>&1`);
      expect(result.output).not.toContain('hunter2');
      expect(result.output.replace(/^cat: .*$/gm, '')).not.toContain('.secret-test-');
    } finally {
      for (const dir of secrets) await rm(dir, { recursive: true });
    }
  });

  test('nothing but the working folder, /tmp and /dev/shm can be written to', async () => {
    const result = await shell(
      'for d in / /usr /etc /opt /opt/toolchain/bin /run /dev /proc /var /tmp /dev/shm /project; do (echo x > $d/probe) 2>/dev/null && echo $d; done',
    );
    expect(result.output.trim().split('\n')).toEqual(['/tmp', '/dev/shm', '/project']);
  });

  test('there is no network but a loopback that is not ours', async () => {
    const server = createServer((_, response) => response.end('host')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const script = `
      const net = require('node:net');
      console.log(Object.keys(require('node:os').networkInterfaces()).join());
      for (const [port, host] of [[${String(port)}, '127.0.0.1'], [53, '1.1.1.1']])
        net.connect(port, host).on('connect', () => console.log('connected', host))
          .on('error', (error) => console.log(error.code));
    `;
    const dir = await makeFolder();
    const result = await createBubblewrap().run({
      dir,
      argv: ['node', '-e', script],
      limits: LIMITS,
    });
    server.close();
    expect(result.output.split('\n').slice(0, 3)).toEqual(
      expect.arrayContaining(['lo', 'ECONNREFUSED', 'ENETUNREACH']),
    );
  });

  test('it has no right of root and can get none', async () => {
    const result = await shell(
      'grep -E "^(CapEff|CapBnd|CapPrm|NoNewPrivs):" /proc/self/status; id -u; unshare -U true 2>/dev/null && echo namespace; su -c id 2>/dev/null; true',
    );
    const lines = result.output
      .trim()
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' '));
    const zero = '0000000000000000';
    expect(lines.slice(0, 4)).toEqual([
      `CapPrm: ${zero}`,
      `CapEff: ${zero}`,
      `CapBnd: ${zero}`,
      'NoNewPrivs: 1',
    ]);
    expect(Number(lines[4])).toBeGreaterThan(0);
    expect(lines.slice(5)).toEqual([]);
  });

  test('it can neither see nor signal a process of the host', async () => {
    const result = await shell(
      `kill -0 ${String(process.pid)} 2>/dev/null && echo seen; ls /proc | grep -c "^[0-9]"`,
    );
    expect(Number(result.output.trim())).toBeLessThan(10);
  });

  test('a fork bomb stays within its number of processes and is gone afterwards', async () => {
    const mark = newMark();
    const result = await shell(
      'bomb() { bomb | bomb & }; bomb 2>/dev/null; sleep 20',
      { wallMs: 2_500, processes: 40 },
      { MARK: mark },
    );
    expect(result.timedOut).toBe(true);
    expect(survivors(mark)).toEqual([]);
  });

  test('more processes than allowed can not be started', async () => {
    const script =
      'i=0; while [ $i -lt 60 ]; do sleep 5 & i=$((i+1)); done; ls /proc | grep -c "^[0-9]"';
    const result = await shell(script, { processes: 20 });
    expect(result.output).toMatch(/fork|resource/i);
    expect(result.exitCode).not.toBe(0);
  });

  test('files in memory are bounded', async () => {
    const result = await shell(
      'for d in /tmp /dev/shm; do head -c 400000000 /dev/zero 2>/dev/null > $d/big; stat -c %s $d/big; done',
      { diskBytes: 500e6, memoryBytes: 400e6 },
    );
    const sizes = result.output.trim().split('\n').map(Number);
    // An eighth each, rounded up to pages.
    expect(Math.max(...sizes)).toBeLessThan(51e6);
  });

  test('files of the working folder are ours to remove afterwards', async () => {
    const dir = await makeFolder();
    const argv = ['sh', '-c', 'mkdir -p a/b; echo x > a/b/c; chmod 0755 a'] as const;
    await createBubblewrap().run({ dir, argv, limits: LIMITS });
    await rm(`${dir}/a`, { recursive: true });
    expect(await readdir(dir)).toEqual([]);
  });

  test('a link where the way in should be leads nowhere', async () => {
    const host = path.join(await makeFolder(), 'host.sock');
    const server = createServer((_, response) => response.end('host')).listen(host);
    const root = await makeFolder();
    const dir = await makeFolder();
    const script = `
      const fs = require('node:fs');
      const swap = () => { try { fs.rmSync('/run/forward/socket'); } catch {} try { fs.symlinkSync('${host}', '/run/forward/socket'); } catch {} };
      swap(); setInterval(swap, 1);
    `;
    const port = await freePort();
    const service = await createBubblewrap({ root }).serve({
      dir,
      argv: ['node', '-e', script],
      limits: LIMITS,
      port,
    });
    const [name = ''] = await readdir(root);
    const isLink = async (): Promise<boolean> => {
      const found = await lstat(`${root}/${name}/socket`).catch(() => undefined);
      return found?.isSymbolicLink() ?? false;
    };
    while (!(await isLink())) await delay(5);
    const request = { method: 'GET', path: '/', timeoutMs: 1_000 };
    const answers = await Promise.allSettled([service.request(request), service.request(request)]);
    await service.stop(0);
    server.close();
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await readdir(root)).toEqual([]);
  });

  test('a product that listens on IPv6 only is reached as well', async () => {
    const script = `require('node:http').createServer((q, r) => r.end('six')).listen(Number(process.env.PORT), '::1')`;
    const dir = await makeFolder();
    const argv = ['node', '-e', script] as const;
    const service = await createBubblewrap().serve({ dir, argv, limits: LIMITS, port: 8080 });
    expect((await ask(service)).body).toBe('six');
    await service.stop(0);
  });
};

if (hasBubblewrap) {
  sandboxSuite('bubblewrap', createBubblewrap);
  describe('bubblewrap: isolation', isolation);
} else {
  describe('bubblewrap', () => {
    test.skip('is not installed or does not work here', () => undefined);
  });
}
