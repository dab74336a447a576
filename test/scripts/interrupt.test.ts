import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCheckout } from '../support/checkout.ts';
import type { Checkout } from '../support/checkout.ts';

/** Stands for the command line: on the first SIGINT it takes its leave, and ends with 130. */
const MAIN = `
process.on('SIGINT', () => {
  console.log('interrupted');
  setTimeout(() => process.exit(130), 600);
});
setInterval(() => undefined, 1000);
console.log('working on ' + process.argv.slice(2).join('|'));
`;

let checkout: Checkout;
beforeAll(() => {
  checkout = createCheckout();
  checkout.pretendBuilt(MAIN);
});
afterAll(() => checkout.dispose());

test.each([1, 2])(
  'SIGINT to npm alone, %i times, reaches the command, whose 130 is the end',
  async (times) => {
    const npm = spawn('npm', ['start', '--silent', '--', 'run', 'two words'], {
      cwd: checkout.dir,
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
