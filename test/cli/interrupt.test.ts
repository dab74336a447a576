import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const MODULE = new URL('../../src/cli/run/interrupt.ts', import.meta.url).href;

/** Takes its leave over one second, and ends with 7 when nobody cuts that short. */
const SCRIPT = `
import { onInterrupt } from ${JSON.stringify(MODULE)};
const { signal } = onInterrupt(new AbortController().signal);
signal.addEventListener('abort', () => setTimeout(() => process.exit(7), 1500));
setInterval(() => undefined, 1000);
console.log('listening');
`;

/** The exit code after signals that are sent at these times, in ms. */
const endAfter = async (...times: readonly number[]): Promise<number | null> => {
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, '--input-type=module', '-e', SCRIPT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  let now = 0;
  for (const at of times) {
    await delay(at - now);
    now = at;
    child.kill('SIGINT');
  }
  return ended;
};

test.each([
  ['one interrupt lets the command take its leave', [0], 7],
  ['one that comes three times, as a group and its launchers pass it on, does too', [0, 20, 40], 7],
  ['a second one ends it at once', [0, 900], 130],
] as const)('%s', async (_name, times, code) => {
  expect(await endAfter(...times)).toBe(code);
});
