import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

/** Where the launcher's files are. */
const launcherUrl = new URL('../../scripts/launcher/', import.meta.url);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'maestro-launcher-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const url = (file: string) => JSON.stringify(new URL(file, launcherUrl).href);

/** Runs a piece of JavaScript as a process, without a terminal. */
function runScript(script: string, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const take = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const says = async (text: string) => {
    while (!output.includes(text)) await delay(20);
  };
  return { child, ended, says, output: () => output };
}

describe('a command that runs in our place', () => {
  const wrap = (script: string) => `
    import { run } from ${url('run.mjs')};
    process.exit(await run(process.execPath, ['-e', ${JSON.stringify(script)}]));`;

  test.each([0, 1, 7, 130])('gives its exit code %i', async (code) => {
    expect(await runScript(wrap(`process.exit(${String(code)})`)).ended).toBe(code);
  });

  test('that ends by a signal gives what a shell would', async () => {
    expect(await runScript(wrap('process.kill(process.pid, "SIGKILL")')).ended).toBe(137);
  });

  test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])('is sent %s once', async (signal) => {
    const counting = `
      let times = 0;
      process.on('${signal}', () => { times += 1; setTimeout(() => process.exit(40 + times), 300); });
      setInterval(() => {}, 1000);
      console.log('listening');`;
    const { child, ended, says } = runScript(wrap(counting));
    await says('listening');
    child.kill(signal);
    expect(await ended).toBe(41);
  });
});

describe('the lock of a checkout', () => {
  const working = (ms: number) => `
    import { appendFileSync } from 'node:fs';
    import { setTimeout as delay } from 'node:timers/promises';
    import { withLock } from ${url('lock.mjs')};
    const note = (what) => appendFileSync(${JSON.stringify(path.join(folder, 'notes'))}, what);
    await withLock(${JSON.stringify(path.join(folder, 'lock'))}, async () => {
      note('(');
      console.log('working');
      await delay(${String(ms)});
      note(')');
    });`;
  const notes = () => readFileSync(path.join(folder, 'notes'), 'utf8');

  test('lets one work at a time', async () => {
    const all = Array.from({ length: 4 }, () => runScript(working(150)));
    expect(await Promise.all(all.map(async ({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    expect(notes()).toBe('()()()()');
    expect(readdirSync(path.join(folder, 'lock'))).toHaveLength(1);
  });

  test('is free when its holder was killed', async () => {
    const first = runScript(working(60_000));
    await first.says('working');
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await runScript(working(1)).ended).toBe(0);
    expect(notes()).toBe('(()');
  });

  test('is held by a process that was started under it, though its starter was killed', async () => {
    const script = `
      import { spawn } from 'node:child_process';
      import { withLock } from ${url('lock.mjs')};
      await withLock(${JSON.stringify(path.join(folder, 'lock'))}, async (cover) => {
        const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
        cover(child.pid);
        console.log('child=' + child.pid + ';');
        await new Promise(() => {});
      });`;
    const first = runScript(script);
    await first.says(';');
    const covered = Number(/child=(\d+)/.exec(first.output())?.[1]);
    first.child.kill('SIGKILL');
    const second = runScript(working(1));
    await second.says(`waiting for process ${String(covered)}`);
    expect(existsSync(path.join(folder, 'notes'))).toBe(false);
    process.kill(covered, 'SIGKILL');
    expect(await second.ended).toBe(0);
  });
});

describe('a newer Node', () => {
  /** Stands for npm's program: puts a "node" where the package would, slowly. */
  const npm = () => {
    const file = path.join(folder, 'npm-cli.js');
    const script = `
      const { mkdirSync, writeFileSync, appendFileSync } = require('node:fs');
      const at = process.argv[process.argv.indexOf('--prefix') + 1];
      const name = process.argv[3].split('@')[0];
      appendFileSync(${JSON.stringify(path.join(folder, 'fetched'))}, 'x');
      mkdirSync(at + '/node_modules/' + name + '/bin', { recursive: true });
      const file = at + '/node_modules/' + name + '/bin/node';
      setTimeout(() => writeFileSync(file, '#!/bin/sh\\necho v24\\n', { mode: 0o755 }), 200);`;
    writeFileSync(file, script);
    return { MAESTRO_LAUNCHER_NPM: file };
  };
  const cache = () => path.join(folder, 'cache');
  const fetching = () => `
    import { fetchedNode } from ${url('fetched-node.mjs')};
    console.log('node=' + await fetchedNode(${JSON.stringify(cache())}));`;
  const fetches = () => readFileSync(path.join(folder, 'fetched'), 'utf8').length;
  const programIn = (output: string) => /node=(.*)/.exec(output)?.[1] ?? '';

  test('is fetched once, and found after that', async () => {
    const env = npm();
    for (const said of [true, false]) {
      const script = runScript(fetching(), env);
      expect(await script.ended).toBe(0);
      expect(script.output().includes('fetching Node 24')).toBe(said);
      expect(existsSync(programIn(script.output()))).toBe(true);
    }
    expect(fetches()).toBe(1);
    expect(readdirSync(cache())).toEqual(['node-24']);
  });

  test('can be fetched by two at once', async () => {
    const env = npm();
    const both = [runScript(fetching(), env), runScript(fetching(), env)];
    expect(await Promise.all(both.map(async ({ ended }) => ended))).toEqual([0, 0]);
    expect(readdirSync(cache())).toEqual(['node-24']);
  });

  test('that is half written in the cache is fetched again', async () => {
    const env = npm();
    const first = runScript(fetching(), env);
    await first.ended;
    const program = programIn(first.output());
    writeFileSync(program, '#!/bin');
    chmodSync(program, 0o755);
    expect(await runScript(fetching(), env).ended).toBe(0);
    expect(readFileSync(program, 'utf8')).toContain('echo v24');
    rmSync(path.join(cache(), 'node-24', 'complete.json'));
    mkdirSync(path.join(cache(), 'node-24', 'stray'));
    expect(await runScript(fetching(), env).ended).toBe(0);
    expect(fetches()).toBe(3);
  });

  test('that can’t be fetched is reported with npm’s words and what to do', async () => {
    const env = npm();
    writeFileSync(env.MAESTRO_LAUNCHER_NPM, 'console.log("registry is away"); process.exit(1);');
    const { ended, output } = runScript(fetching(), env);
    expect(await ended).not.toBe(0);
    expect(output()).toMatch(/registry is away[\s\S]*install Node 22\.12/);
    expect(readdirSync(cache())).toEqual([]);
  });
});
