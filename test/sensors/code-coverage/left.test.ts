import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { leftIn } from '../../../src/sensors/code-coverage/left.ts';
import { readV8 } from '../../../src/sensors/code-coverage/v8.ts';

let dir = '';
const left = (name: string): string => path.join(dir, '.maestro-ran', name);

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'left-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const read = async (): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { text } of leftIn(dir, /^a/, ({ what }) => found.push(what))) found.push(text);
  return found;
};

test('what a run left is read as far as it is plain files of a bearable size', async () => {
  mkdirSync(left(''));
  writeFileSync(left('a1'), 'one');
  writeFileSync(left('b1'), 'another name');
  writeFileSync(left('a2'), '');
  truncateSync(left('a2'), 1e9);
  symlinkSync('/etc/passwd', left('a3'));
  mkdirSync(left('a4'));
  const none = 'one of the files left is none';
  expect(await read()).toEqual(['one', 'a file left is larger than 30 MB', none, none]);
});

test('no more is read than a bearable number of files, and of bytes together', async () => {
  mkdirSync(left(''));
  for (let n = 0; n < 8; n += 1) {
    writeFileSync(left(`a${String(n)}`), '');
    truncateSync(left(`a${String(n)}`), 29e6);
  }
  const large = await read();
  expect(large.filter((each) => each.length === 29e6)).toHaveLength(6);
  expect(large.slice(6)).toEqual([
    'the files left are larger than 200 MB together',
    'the files left are larger than 200 MB together',
  ]);
  rmSync(left(''), { recursive: true });
  mkdirSync(left(''));
  for (let n = 0; n < 401; n += 1) writeFileSync(left(`a${String(n)}`), 'one');
  const many = await read();
  expect(many[0]).toBe('more than 400 files were left');
  expect(many.slice(1)).toHaveLength(400);
});

test('a report with more ranges than any honest one is not gone through to its end', async () => {
  mkdirSync(left(''));
  const text = 'x'.repeat(400_010);
  const url = `file://${dir}/src/a.js`;
  const whole = { startOffset: 0, endOffset: text.length, count: 1 };
  const inner = Array.from({ length: 400_001 }, (_, n) => ({
    startOffset: n,
    endOffset: n + 1,
    count: 1,
  }));
  const functions = [{ functionName: '', ranges: [whole, ...inner] }];
  writeFileSync(left('coverage-1-1-0.json'), JSON.stringify({ result: [{ url, functions }] }));
  const code = new Map([['src/a.js', { text, units: [], ends: new Set<number>() }]]);
  const ran = await readV8(dir, [dir], code);
  expect(ran.doubts).toEqual([{ odd: true, what: 'it speaks of more than 400000 ranges' }]);
  expect(ran.processes.flatMap((each) => [...each.keys()])).toEqual([]);
});

test('a link in the place of the folder is not followed', async () => {
  symlinkSync('/etc', path.join(dir, '.maestro-ran'));
  expect(await read()).toEqual([]);
});

test.each([
  [
    'half a report',
    '{"result":[{"url":"file',
    { odd: true, what: 'a file left is not valid JSON' },
  ],
  [
    'a deep one',
    '['.repeat(1e6),
    { odd: false, what: 'a file left is nested deeper than 100 levels' },
  ],
  [
    'a file that is no code',
    JSON.stringify({ result: [{ url: 'file:///etc/passwd', functions: [] }] }),
    { what: 'it speaks of a file that is no code of the product' },
  ],
])('%s tells of nothing', async (_, text, doubt) => {
  mkdirSync(left(''));
  writeFileSync(left('coverage-1-1-0.json'), text);
  const ran = await readV8(dir, [dir], new Map());
  expect(ran.doubts).toEqual([doubt]);
  expect(ran.processes.flatMap((each) => [...each.keys()])).toEqual([]);
});
