import { expect, test } from '@jest/globals';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { named, sensedBy } from '../support/product.ts';

const FILES = [0, 1, 2, 3, 4, 5];
const CASES = ['(1, 3), 2', '(2, 3), 4', '(3, 3), 4', '(5, 2), 3'];

const testOf = (name: string, lines: readonly string[], wait = ''): string => `
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { test } from 'node:test';
import { ${name} } from '../src/${name}.js';

test('${name} says what it is for', async () => {
  ${[wait, ...lines].join('\n  ')}
});
`;

const suite = (lines: (name: string) => readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...FILES.map((file) => {
      const name = `part${String(file)}`;
      return [`tests/${name}.test.js`, testOf(name, lines(name))] as const;
    }),
    // So long that the whole suite is run on some fifteen mutants in the time for all.
    ['tests/service.test.js', testOf('part0', lines('part0'), 'await setTimeout(4_000);')] as const,
  ]);

const CODE = {
  'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
  ...Object.fromEntries(
    FILES.map((file) => [
      `src/part${String(file)}.js`,
      `export const part${String(file)} = (a, b) => {\n  if (a < b) return a * 2;\n  return b + 1;\n};\n`,
    ]),
  ),
};

const ACCEPTED = { ...CODE, ...suite((name) => CASES.map((of) => `assert.equal(${name}${of});`)) };

/** All files differ from the accepted ones. @param weaker whether one of them lost an assertion */
const after = (weaker: boolean): Promise<Awaited<ReturnType<typeof sensedBy>>> => {
  const lines = (name: string): readonly string[] =>
    CASES.filter((of) => !weaker || name !== 'part4' || !of.startsWith('(3, 3)')).map(
      (of) => `assert.deepEqual([${name}${of.replace(/, (\d)$/, '], [$1]')});`,
    );
  return sensedBy({ baseline: ACCEPTED, files: { ...CODE, ...suite(lines) } }, integritySensor);
};

const triedOf = (note: string): number => Number(/ of (\d+) mutants/.exec(note)?.[1]);

test('one assertion that is gone is seen where all files changed and one of them takes long', async () => {
  const evidence = await after(true);
  expect(named(evidence)).toContain('integrity.weakened tests/part4.test.js tester');
  expect(triedOf(evidence.note)).toBeGreaterThan(30);
}, 300_000);

test('where all files changed and ask as much, nothing is said', async () => {
  const evidence = await after(false);
  expect(named(evidence)).toEqual([]);
  expect(triedOf(evidence.note)).toBeGreaterThan(30);
}, 300_000);
