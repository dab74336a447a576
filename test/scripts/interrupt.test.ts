import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inputsDigest } from '../../scripts/launcher/build-inputs.mjs';
import { killProcessesOf } from '../support/processes.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Stands for the command line: on the first SIGINT it takes its leave, and ends with 130. */
const MAIN = `
process.on('SIGINT', () => {
  console.log('interrupted');
  setTimeout(() => process.exit(130), 600);
});
setInterval(() => undefined, 1000);
console.log('working on ' + process.argv.slice(2).join('|'));
`;

/** A checkout that is set up already. */
let checkout: string;

beforeAll(() => {
  checkout = mkdtempSync(path.join(tmpdir(), 'maestro-interrupt-'));
  const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const file of [...files, 'scripts']) {
    cpSync(path.join(ROOT, file), path.join(checkout, file), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(checkout, 'node_modules'));
  for (const folder of ['src', 'dist/cli'])
    mkdirSync(path.join(checkout, folder), { recursive: true });
  writeFileSync(path.join(checkout, 'dist/cli/main.js'), MAIN);
  const note = JSON.stringify({ inputs: inputsDigest(checkout) });
  writeFileSync(path.join(checkout, 'dist/build.json'), note);
});
afterAll(async () => {
  await killProcessesOf(checkout);
  rmSync(checkout, { recursive: true, force: true });
});

test.each([1, 2])(
  'SIGINT to npm alone, %i times, reaches the command, whose 130 is the end',
  async (times) => {
    const npm = spawn('npm', ['start', '--silent', '--', 'run', 'two words'], {
      cwd: checkout,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    const ended = new Promise((resolve) =>
      npm.once('close', (...how) => {
        resolve(how);
      }),
    );
    const until = Date.now() + 20_000;
    while (!output.includes('working on run|two words') && Date.now() < until) await delay(20);
    for (let time = 0; time < times; time += 1) {
      npm.kill('SIGINT');
      await delay(200);
    }
    expect(await Promise.race([ended, delay(10_000, undefined, { ref: false })])).toEqual([
      130,
      null,
    ]);
    expect(output.match(/interrupted/g)).toHaveLength(times);
  },
  40_000,
);
