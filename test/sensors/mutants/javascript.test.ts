import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spliced } from '../../../src/sensors/code/splice.ts';
import { mutantsInJavaScript } from '../../../src/sensors/mutants/javascript.ts';
import { sampled } from '../../../src/sensors/mutants/sample.ts';
import { at } from '../support/product.ts';

const FILE = at('src/a.js');

/** Each mutant of a text, written out. */
const mutated = (text: string): readonly string[] =>
  mutantsInJavaScript(FILE, text).map((mutant) => spliced(text, [mutant]));

describe('mutants of JavaScript', () => {
  test.each([
    ['a > b;', ['a >= b;']],
    ['a === b;', ['a !== b;']],
    ['a + b;', ['a - b;']],
    ['a && b;', ['a || b;']],
    ['(!a);', ['(a);']],
    ['a += b;', ['a -= b;']],
    ['a++;', ['a--;']],
    ['say(a);', [';']],
    ['if (a) b;', ['if (true) b;', 'if (false) b;']],
    ['const f = () => a;', ['const f = () => undefined;']],
    ['function f() { return a; }', ['function f() {}', 'function f() { return undefined; }']],
    ['const a = true;', ['const a = false;']],
    ['const a = 7;', ['const a = 8;']],
    [`const a = 'b';`, [`const a = '';`]],
    ['throw a;', [';', 'throw new Error();']],
    ['throw gone;', [';', 'throw new Error();']],
    ['throw new Error(a);', [';', 'throw new Error();']],
    ['throw new Error();', [';']],
    [
      'if (a) throw new Error(b);',
      [
        'if (true) throw new Error(b);',
        'if (false) throw new Error(b);',
        'if (a) ;',
        'if (a) throw new Error();',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(mutated(text)).toEqual(expected);
  });

  test.each([
    `import a from 'a';`,
    `export * from './a.js';`,
    `a['b'];`,
    `const { a: b } = c;`,
    'this does not parse (',
    '',
  ])('there are none of %s', (text) => {
    expect(mutated(text)).toEqual([]);
  });

  test.each([
    '<',
    '<=',
    '>',
    '>=',
    '===',
    '!==',
    '==',
    '!=',
    '+',
    '-',
    '*',
    '/',
    '%',
    '&&',
    '||',
    '??',
  ])('each changes what it is of, and gives another operator than %s', (operator) => {
    const text = `a ${operator} b;`;
    const found = mutated(text);
    expect(found).toHaveLength(1);
    expect(found).not.toContain(text);
  });

  test('texts are not taken from each other, and nothing is returned in place of nothing', () => {
    const operators = (text: string): readonly string[] =>
      mutantsInJavaScript(FILE, text).map(({ operator }) => operator);
    expect(operators(`'a' + b;`)).toEqual(['text']);
    expect(operators('b + `a`;')).toEqual([]);
    expect(operators('function f() { return null; }')).toEqual(['body']);
  });

  test('types of TypeScript are left alone, and code around them is not', () => {
    const mutants = mutantsInJavaScript(at('a.ts'), `type A = 'x' | 7; const a: A = 7;`);
    expect(mutants.map(({ operator }) => operator)).toEqual(['number']);
  });
});

describe('a sample', () => {
  const text = Array.from(
    { length: 30 },
    (_, n) => `function f${String(n)}(a) { return a > ${String(n)}; }`,
  ).join('\n');
  const all = mutantsInJavaScript(FILE, text);

  test('is the same for the same seed, another for another, and never too large', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 60 }), (seed, most) => {
        const sample = sampled(all, most, seed);
        expect(sample).toEqual(sampled([...all].reverse(), most, seed));
        expect(sample).toHaveLength(Math.min(most, all.length));
        expect(new Set(sample).size).toBe(sample.length);
      }),
      { numRuns: 30 },
    );
    expect(sampled(all, 30, 'a')).not.toEqual(sampled(all, 30, 'b'));
  });

  test('takes one of each function before a second of any', () => {
    const scopes = sampled(all, 30, 'seed').map(({ scope }) => scope);
    expect(new Set(scopes).size).toBe(30);
  });
});
