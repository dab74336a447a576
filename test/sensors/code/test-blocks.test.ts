import { describe, expect, test } from '@jest/globals';
import { rearranged, testBlocks } from '../../../src/sensors/code/test-blocks.ts';

const TEXT = `import test from 'node:test';
const one = 1;

test('a', () => use(one));
// About b.
await test('b', async () => {});
describe('suite', () => {
  it('c', () => {});
  it.each([1])('d', () => {});
  const two = 2;
  it('e', () => use(two));
});
helper();
test('f', () => {});
`;

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/'(\w)'/g)].map(([, name = '']) => name);

describe('testBlocks', () => {
  test('groups tests that nothing but comments stands between', () => {
    const groups = testBlocks('a.test.js', TEXT);
    expect(groups.map((group) => group.map(({ name }) => name))).toEqual([
      ['a', 'b', 'suite'],
      ['f'],
    ]);
    expect(groups[0]?.[2]?.groups.map((group) => group.length)).toEqual([2, 1]);
  });

  test('puts each group in another order, and leaves all else in its place', () => {
    const put = rearranged(TEXT, testBlocks('a.test.js', TEXT), (group) => [...group].reverse());
    expect(namesIn(put)).toEqual(['d', 'c', 'e', 'b', 'a', 'f']);
    expect(put.indexOf('const two')).toBeGreaterThan(put.indexOf(`'c'`));
    expect(put.length).toBe(TEXT.length);
  });

  test('leaves out what is not wanted', () => {
    const only = rearranged(TEXT, testBlocks('a.test.js', TEXT), (group) =>
      group.filter(({ name }) => ['suite', 'c'].includes(name)),
    );
    expect(namesIn(only)).toEqual(['c']);
    expect(testBlocks('a.test.js', only)).toHaveLength(1);
  });

  test('finds nothing in what does not parse', () => {
    expect(testBlocks('a.test.js', 'test(')).toEqual([]);
  });
});
