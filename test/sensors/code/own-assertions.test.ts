import { describe, expect, test } from '@jest/globals';
import { declaredTests } from '../../../src/sensors/code/declared-tests.ts';
import { ownAssertions } from '../../../src/sensors/code/own-assertions.ts';
import { spliced } from '../../../src/sensors/code/splice.ts';

/** The text with an assertion of each test made to fail, where that can be done. */
const broken = (path: string, text: string): string => {
  const assertionOf = ownAssertions(path, text);
  const splices = declaredTests(path, text).flatMap((each) => assertionOf(each)?.('W') ?? []);
  return spliced(text, splices);
};

const python = (...body: readonly string[]): string =>
  `def test_a():\n${body.map((line) => `    ${line}\n`).join('')}`;
const method = (...body: readonly string[]): string =>
  `class TestA(unittest.TestCase):\n    def test_a(self):\n${body.map((line) => `        ${line}\n`).join('')}`;
const node = (...body: readonly string[]): string =>
  `test('a', async () => {\n${body.map((line) => `  ${line}\n`).join('')}});\n`;

describe('an assertion is made to fail by its own means', () => {
  test.each([
    ['a.py', python('assert add(1, 2) == 3'), python('assert add(1, 2) == (3, "W")')],
    [
      'a.py',
      python(
        '"""Says assert a == 1',
        'assert b == 2',
        '"""',
        'x = add(',
        '    1)',
        'assert x == 1',
      ),
      python(
        ...['"""Says assert a == 1', 'assert b == 2', '"""', 'x = add(', '    1)'],
        'assert x == (1, "W")',
      ),
    ],
    ['a.py', method('self.assertEqual(f(1), [2])'), method('self.assertEqual([f(1), [2]], "W")')],
    ['a.py', method('self.assertFalse(f(1))'), method('self.assertFalse([f(1), "W"])')],
    [
      'a.js',
      node('const x = f();', 'assert.equal(x, 1);'),
      node('const x = f();', 'assert.equal(x, [1, "W"]);'),
    ],
    [
      'a.js',
      node('assert.deepEqual(x, [1], "said");'),
      node('assert.deepEqual(x, [[1], "W"], "said");'),
    ],
    ['a.ts', node('expect(x).to.be.equal(1);'), node('expect(x).to.be.equal([1, "W"]);')],
    [
      'a.ts',
      node('expect(f(x)).toEqual({ a: 1 });'),
      node('expect(f(x)).toEqual([{ a: 1 }, "W"]);'),
    ],
  ])('%s: %s', (path, text, expected) => {
    expect(broken(path, text)).toBe(expected);
  });
});

describe('nothing is made to fail that may not be come to, or may hold all the same', () => {
  test.each([
    ['a.py', python('if slow():', '    return', 'assert f() == 1')],
    ['a.py', python('pytest.importorskip("x")', 'assert f() == 1')],
    ['a.py', python('assert f() == ANY')],
    ['a.py', python('assert f() == 1 or g()')],
    ['a.py', python('assert f() == 1, "said"')],
    ['a.py', python('with open(p) as file:', '    assert file.read() == "x"')],
    ['a.py', python('assert f(a == 1)')],
    ['a.py', method('self.assertEqual(f(1), 2, msg="said")')],
    ['a.js', node('if (slow) return;', 'assert.equal(x, 1);')],
    ['a.js', node('cache.equal(x, 1);')],
    ['a.js', node('expect(x).not.toBe(1);')],
    ['a.js', node('await expect(x).resolves.toBe(1);')],
    ['a.js', node('assert.equal(...pair);')],
    ['a.js', node('each((x) => { assert.equal(x, 1); });')],
  ])('%s: %s', (path, text) => {
    expect(broken(path, text)).toBe(text);
  });
});
