import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = path.join(import.meta.dirname, '../..');

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** What a command picks from the slow suites; none where it leaves them out. */
const patternsOf = (command: string): readonly RegExp[] => {
  const [, chosen = ''] =
    /--testMatch "\*\*\/\*\.slow\.ts".*--testPathPatterns (.+)$/.exec(command) ?? [];
  return chosen.split(' ').flatMap((pattern) => (pattern === '' ? [] : [new RegExp(pattern)]));
};

const COMMANDS = Object.entries(scripts).flatMap(([name, command]) =>
  patternsOf(command).map((pattern) => ({ name, pattern })),
);

const SUITES = readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.slow.ts'))
  .map((file) => path.posix.join('test', file));

test('every slow suite is run by a command of package.json', () => {
  expect(SUITES.length).toBeGreaterThan(40);
  expect(SUITES.filter((file) => !COMMANDS.some(({ pattern }) => pattern.test(file)))).toEqual([]);
});

test('every name of slow suites that a command has stands for one', () => {
  const idle = COMMANDS.filter(({ pattern }) => !SUITES.some((file) => pattern.test(file)));
  expect(idle.map(({ name, pattern }) => `${name}: ${pattern.source}`)).toEqual([]);
});
