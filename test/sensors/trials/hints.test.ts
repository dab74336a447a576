import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { HINTS, readHints } from '../../../src/sensors/trials/covered.ts';
import { reachable } from '../../../src/sensors/trials/reachable.ts';
import { mutantAt } from '../support/mutant.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'hints-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const place = (name: string): string => path.join(dir, HINTS, name);

type Row = readonly [start: number, end: number, count: number];

const report = (file: string, rows: readonly Row[]): string => {
  const ranges = rows.map(([startOffset, endOffset, count]) => ({ startOffset, endOffset, count }));
  return JSON.stringify({ result: [{ url: `file:///p/${file}`, functions: [{ ranges }] }] });
};

const leave = (...texts: readonly string[]): void => {
  mkdirSync(place(''), { recursive: true });
  texts.forEach((text, index) => {
    writeFileSync(place(`coverage-${String(index)}.json`), text);
  });
};

/** Where those stand of the mutants at 5, 15, 25 … of `src/a.js` that are worth trying. */
const tried = async (most = 60): Promise<readonly number[]> => {
  const mutants = [5, 15, 25, 35].map((start) => mutantAt('src/a.js', start));
  return reachable(mutants, await readHints(dir), most, 's')
    .map(({ start }) => start)
    .sort((a, b) => a - b);
};

describe('what a run tells of the code that ran', () => {
  test('decides by the smallest range around a place, in any process', async () => {
    leave(
      report('src/a.js', [
        [0, 40, 1],
        [10, 20, 3],
        [20, 30, 0],
      ]),
      report('src/a.js', [
        [0, 40, 1],
        [10, 20, 0],
        [20, 30, 0],
      ]),
    );
    expect(await tried()).toEqual([5, 15, 35]);
  });

  test('puts what ran before what nothing is known of, and leaves out what did not run', async () => {
    leave(
      report('src/a.js', [
        [0, 40, 0],
        [10, 20, 1],
      ]),
    );
    const mutants = [mutantAt('src/b.js', 1), mutantAt('src/a.js', 5), mutantAt('src/a.js', 15)];
    const ran = await readHints(dir);
    const names = reachable(mutants, ran, 60, 's').map(
      (each) => `${each.path} ${String(each.start)}`,
    );
    expect(names).toEqual(['src/a.js 15', 'src/b.js 1']);
    expect(reachable(mutants, ran, 1, 's')).toHaveLength(1);
  });

  test.each([
    ['half a report', '{"result":[{"url":"file:///p/src/a.js","functi'],
    ['one that is nested deep', '['.repeat(1e6)],
    ['one of something else', '{"result":{"url":7}}'],
    [
      'one whose places are none',
      '{"result":[{"url":"file:///p/src/b.js","functions":[{"ranges":[7,{}]}]}]}',
    ],
  ])('is nothing where it is %s', async (_, text) => {
    leave(text);
    expect(await tried()).toEqual([5, 15, 25, 35]);
  });

  test('is not read through links, and not where it is too long', async () => {
    const whole = report('src/a.js', [[0, 40, 0]]);
    writeFileSync(path.join(dir, 'kept.json'), whole);
    leave();
    symlinkSync(path.join(dir, 'kept.json'), place('a.json'));
    writeFileSync(place('b.json'), whole.padEnd(31e6));
    expect(await tried()).toEqual([5, 15, 25, 35]);
    rmSync(place(''), { recursive: true });
    mkdirSync(path.join(dir, 'elsewhere'));
    writeFileSync(path.join(dir, 'elsewhere/a.json'), whole);
    symlinkSync(path.join(dir, 'elsewhere'), path.join(dir, HINTS));
    expect(await tried()).toEqual([5, 15, 25, 35]);
  });

  test('ends soon, and throws nothing, where it has more ranges than any honest one', async () => {
    const rows = Array.from({ length: 150_000 }, (_, n): Row => [0, 100 + n, n % 2]);
    leave(report('src/a.js', rows));
    expect((await tried(2)).length).toBeLessThanOrEqual(2);
  });
});
