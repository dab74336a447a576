import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reached } from '../../../src/sensors/code-coverage/code.ts';
import { javaScriptCode } from '../../../src/sensors/code-coverage/javascript-code.ts';
import { areNested, countsOf } from '../../../src/sensors/code-coverage/ranges.ts';
import type { Range } from '../../../src/sensors/code-coverage/ranges.ts';
import { shifted } from '../../../src/sensors/code-coverage/shift.ts';

/** Ranges that lie in one another: each splits one that is there. */
const nested: fc.Arbitrary<readonly Range[]> = fc
  .array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(9)), { maxLength: 30 })
  .map((cuts) => {
    const ranges: Range[] = [{ start: 0, end: 1000, count: 1 }];
    for (const [which, from, length, count] of cuts) {
      const around = ranges[which % ranges.length];
      if (around === undefined) continue;
      const start = around.start + (from % (around.end - around.start + 1));
      const end = Math.min(around.end, start + (length % 200));
      const range = { start, end, count };
      if (areNested([...ranges, range])) ranges.push(range);
    }
    return ranges;
  });

const naive = (ranges: readonly Range[], offset: number): number => {
  const around = ranges.filter(({ start, end }) => start <= offset && offset < end);
  const size = Math.min(...around.map(({ start, end }) => end - start));
  return around.findLast(({ start, end }) => end - start === size)?.count ?? 0;
};

describe('counts of ranges', () => {
  test('are those of the smallest range around each point', () => {
    fc.assert(
      fc.property(nested, fc.array(fc.nat(1100), { maxLength: 20 }), (ranges, offsets) => {
        const places = offsets.toSorted((a, b) => a - b).map((offset) => ({ offset, line: 1 }));
        const distinct = new Map(
          ranges.map((range) => [`${String(range.start)} ${String(range.end)}`, range]),
        );
        const own = [...distinct.values()];
        expect(countsOf(own).countsAt(places)).toEqual(
          places.map(({ offset }) => naive(own, offset)),
        );
      }),
    );
  });

  test('need ranges that do not overlap', () => {
    const range = (start: number, end: number): Range => ({ start, end, count: 1 });
    expect(areNested([range(0, 10), range(2, 5), range(5, 10)])).toBe(true);
    expect(areNested([range(0, 10), range(2, 6), range(5, 9)])).toBe(false);
  });
});

const CODE = `#!/usr/bin/env node
import { a } from './a.js';
const one = a ? 1 : 2;
if (one > 1) a();
export const f = (x) => x ?? one;
`;

describe('what there is to reach', () => {
  const linesOf = (text: string): readonly string[] =>
    (javaScriptCode('src/a.js', text)?.units ?? []).map(
      ({ kind, at, not }) => `${not === undefined ? '' : 'else '}${kind} ${String(at.line)}`,
    );

  test('is each line on which something begins, and each way that control can take', () => {
    expect(linesOf(CODE).toSorted()).toEqual(
      [
        ...['line 3', 'branch 3', 'branch 3'],
        ...['line 4', 'line 4', 'branch 4', 'else branch 4'],
        ...['line 5', 'line 5', 'branch 5'],
      ].toSorted(),
    );
  });

  test('is no declaration, and nothing in a text that does not parse', () => {
    const text = 'import "a";\nexport function f() {}\nclass A { x; }\ninterface B { c: 1 }\n';
    expect(javaScriptCode('a.ts', text)?.units).toEqual([]);
    expect(javaScriptCode('a.js', 'const = ;')).toBeUndefined();
  });

  test('stands further down where blank lines were put in, and is the same', () => {
    const code = javaScriptCode('src/a.js', CODE);
    if (code === undefined) throw new Error('It does not parse.');
    const { code: moved, by, from } = shifted(code, false);
    expect(moved.text.startsWith('#!/usr/bin/env node\n\n')).toBe(true);
    expect(from).toBe(2);
    expect(javaScriptCode('src/a.js', moved.text)).toEqual(moved);
    expect(moved.units.map(({ at }) => at.line - by)).toEqual(code.units.map(({ at }) => at.line));
  });

  test('has the other way of an if when it was passed more often than its body', () => {
    const code = javaScriptCode('a.js', 'if (a) {\n  b();\n}\n');
    if (code === undefined) throw new Error('It does not parse.');
    const ran = (then: number) =>
      reached(
        code,
        countsOf([
          { start: 0, end: 17, count: 3 },
          { start: 7, end: 16, count: then },
        ]),
      );
    expect(ran(1)).toEqual([true, true, true, true]);
    expect(ran(3).filter((hit) => !hit)).toHaveLength(1);
    expect(ran(0).filter((hit) => !hit)).toHaveLength(2);
  });
});
