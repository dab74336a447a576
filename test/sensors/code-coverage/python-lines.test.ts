import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Code } from '../../../src/sensors/code-coverage/code.ts';
import { readPythonLines } from '../../../src/sensors/code-coverage/python-lines.ts';
import { at } from '../support/product.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'lines-'));
  mkdirSync(path.join(dir, '.maestro-ran'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const CODE = new Map<string, Code>([
  [at('src/a.py'), { text: 'a = 1\nb = 2\nc = 3\n', units: [], ends: new Set() }],
]);

/** What is believed of some processes, by line, and what is not. */
const told = async (...texts: readonly string[]) => {
  texts.forEach((text, index) => {
    writeFileSync(path.join(dir, '.maestro-ran', `lines-${String(index)}.txt`), text);
  });
  const { processes, doubts } = await readPythonLines(dir, CODE);
  const places = [1, 2, 3].map((line) => ({ offset: line, line }));
  const lines = processes.map((each) => each.get(at('src/a.py'))?.countsAt(places));
  return { lines, doubts };
};

test('lines of each process are told by themselves', async () => {
  expect(await told('1:src/a.py\n3:src/a.py\n', '2:src/a.py\n', '1:src/other.py\n')).toEqual({
    lines: [[1, 0, 1], [0, 1, 0], undefined],
    doubts: [],
  });
});

test.each([
  ['1:/etc/passwd', { what: 'it speaks of a file that is no code of the product' }],
  ['1:src/../../a.py', { what: 'it speaks of a file that is no code of the product' }],
  ['9:src/a.py', { odd: true, path: 'src/a.py', what: 'no line 9 is there' }],
  ['all of it', { odd: true, what: 'a line of it is none that Python writes' }],
])('%s is not believed', async (line, doubt) => {
  expect(await told(`2:src/a.py\n${line}\n`)).toEqual({ lines: [[0, 1, 0]], doubts: [doubt] });
});

test('many lines that can not be are told in a few words', async () => {
  const { doubts } = await told('9:src/a.py\n'.repeat(1_000));
  expect(doubts).toHaveLength(20);
});
