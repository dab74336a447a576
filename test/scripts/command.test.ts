import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCheckout } from '../support/checkout.ts';
import type { Checkout } from '../support/checkout.ts';

/** Stands for the command line: says how hints are to name it. */
const MAIN = "console.log('called as ' + process.env.MAESTRO_LAUNCHER_COMMAND);\n";

let checkout: Checkout;
beforeAll(() => {
  checkout = createCheckout();
  checkout.pretendBuilt(MAIN);
});
afterAll(() => checkout.dispose());

const saidBy = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string => {
  const { npm_command: _npm, ...ours } = process.env;
  const options = { cwd: checkout.dir, env: { ...ours, ...env }, encoding: 'utf8' } as const;
  const { stdout } = spawnSync(command, args, options);
  return /called as (.*)/.exec(stdout)?.[1] ?? stdout;
};

const script = (name: string): string => path.join(checkout.dir, 'scripts', name);

test('a checkout is called as npm start', () => {
  expect(saidBy('npm', ['start'])).toBe('npm start --');
});

test('the package is called by its name, and by npx where npm runs it', () => {
  expect(saidBy(process.execPath, [script('maestro.mjs')])).toBe('maestro');
  expect(saidBy('npx', ['--no-install', '-c', `node ${script('maestro.mjs')}`])).toBe(
    'npx maestro',
  );
});

test('who calls the package decides, not who called before', () => {
  const env = { MAESTRO_LAUNCHER_COMMAND: 'npm start --' };
  expect(saidBy(process.execPath, [script('maestro.mjs')], env)).toBe('maestro');
});
