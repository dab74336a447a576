import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from '../../../src/sensors/bounded/json.ts';
import { parseYaml } from '../../../src/sensors/bounded/yaml.ts';

const problem = (result: ReturnType<typeof parseYaml>): string =>
  result.ok ? 'accepted' : result.problem;

const lines = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index)).join('\n');

describe('parseJson', () => {
  test('gives back what JSON.stringify took', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  test('refuses what is nested to walk somebody out of the stack, and takes brackets in texts', () => {
    expect(problem(parseJson(`${'['.repeat(5_000)}${']'.repeat(5_000)}`))).toMatch(/nested deeper/);
    expect(problem(parseJson(`{"a":`.repeat(200)))).toMatch(/nested deeper/);
    expect(problem(parseJson(JSON.stringify({ a: '[{'.repeat(500) })))).toBe('accepted');
    expect(problem(parseJson('{"a":1,}'))).toBe('not valid JSON');
  });
});

describe('parseYaml', () => {
  test('reads what people write, with a few aliases', () => {
    const text = 'on: [push]\nbase: &base { image: node }\njob:\n  <<: *base\n  glob: "**/*.ts"\n';
    expect(parseYaml(text)).toMatchObject({ ok: true, value: { on: ['push'] } });
  });

  test.each([
    [
      'a bomb of aliases',
      `a: &a [x,x]\n${lines(30, (i) => `k${String(i)}: &b${String(i)} [${'*a,'.repeat(9)}*a]`)}`,
    ],
    ['a deep flow', '['.repeat(100_000)],
    ['a deep sequence', '- '.repeat(100_000)],
    ['a deep key', '? '.repeat(100_000)],
    ['a deep block', lines(700, (index) => `${' '.repeat(index)}a:`)],
    ['too many anchors', lines(5_000, (index) => `k${String(index)}: &a${String(index)} x`)],
    ['an alias of itself', 'a: &a\n  b: *a\n'],
    ['a key twice', 'a: 1\nb: 2\na: 3\n'],
    ['a deep key twice', 'a:\n  - b: 1\n    b: 2\n'],
    ['two documents', 'a: 1\n---\nb: 1\n'],
    ['a tab', 'a:\n\tb: 1\n'],
    ['too long a text', `a: ${'x'.repeat(600_000)}`],
  ])('refuses %s', (_what, text) => {
    expect(problem(parseYaml(text))).not.toBe('accepted');
  });

  test('takes many keys in a time that grows with their number', () => {
    const began = performance.now();
    expect(problem(parseYaml(lines(30_000, (index) => `key${String(index)}: 1`)))).toBe('accepted');
    // A check of each key against each other took 70 s.
    expect(performance.now() - began).toBeLessThan(30_000);
  });
});
