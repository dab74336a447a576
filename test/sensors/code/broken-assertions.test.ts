import { describe, expect, test } from '@jest/globals';
import { breakAssertions } from '../../../src/sensors/code/broken-assertions.ts';

const NAMES = new Set(['a', 'b', 'test_a', 'test_b']);
const ERROR = `Object.assign(new Error("why"), { name: 'AssertionError', code: 'ERR_ASSERTION' })`;

const brokenIn = (path: string, text: string): ReturnType<typeof breakAssertions> =>
  breakAssertions(path, text, NAMES, 'why');

/** What becomes of one statement in a test. */
const statement = (line: string, head = ''): string => {
  const text = `${head}test('a', async (t) => {\n${line}\n});`;
  return brokenIn('a.test.js', text).text.slice(head.length).split('\n').slice(1, -1).join('\n');
};

describe('assertions of JavaScript', () => {
  test.each([
    'assert(a)',
    'assert.equal(a, 1)',
    'assert.strict.deepEqual(a, [assert.ok])',
    't.assert.equal(a, 1)',
    'chai.assert.isOk(a)',
    'expect(a).toBe(1)',
    'expect(a).not.toBe(1)',
    'expect(a).to.be.true',
    "expect(a).to.have.property('b').that.equals(1)",
    'expect.soft(a).toBe(1)',
  ])('%s throws', (line) => {
    expect(statement(`${line};`)).toBe(`void (() => { throw ${ERROR}; })();`);
  });

  test.each([
    'assert.rejects(later)',
    'expect(later).resolves.toBe(1)',
    'expect(a).rejects.toThrow()',
  ])('%s is a promise that fails', (line) => {
    expect(statement(`await ${line};`)).toBe(`await Promise.reject(${ERROR});`);
  });

  test.each(['t.equal(a, 1)', 't.ok(a)', 't.deepEqual(a, [1])'])('%s tells the test', (line) => {
    expect(statement(`${line};`)).toBe('t.fail("why");');
  });

  test.each([
    ["import { strictEqual } from 'node:assert';\n", 'strictEqual(a, 1)'],
    ["const { strictEqual: same } = require('assert/strict');\n", 'same(a, 1)'],
    ["import * as be from 'uvu/assert';\n", 'be.is(a, 1)'],
  ])('%s gives it names', (head, line) => {
    expect(statement(`${line};`, head)).toBe(`void (() => { throw ${ERROR}; })();`);
  });

  test.each([
    'expect.assertions(2);',
    'expect(a);',
    't.test(a, b);',
    't.end();',
    'other.equal(a, 1);',
    'new assert.AssertionError(a);',
    'console.assert(a);',
  ])('%s is none', (line) => {
    expect(statement(line)).toBe(line);
  });

  test('what catches what it says stays', () => {
    expect(statement('assert.rejects(later).catch(() => undefined);')).toBe(
      `Promise.reject(${ERROR}).catch(() => undefined);`,
    );
    expect(statement('later().then(() => assert.ok(a)).catch(() => undefined);')).toBe(
      `later().then(() => void (() => { throw ${ERROR}; })()).catch(() => undefined);`,
    );
  });

  test('only in tests of these names, wherever in them, and it says in which', () => {
    const text = `const helper = () => { assert.ok(1); };
test('a', () => { later(() => { try { assert.ok(2); } catch {} }); });
test('b', () => { helper(); });
test('c', () => { assert.ok(3); });
`;
    const broken = brokenIn('a.test.mjs', text);
    expect(broken.names).toEqual(['a']);
    expect(broken.text.match(/assert\.ok\(\d\)/g)).toEqual(['assert.ok(1)', 'assert.ok(3)']);
  });

  test('a file that does not parse stays as it is', () => {
    expect(brokenIn('a.test.js', 'test(')).toEqual({ text: 'test(', names: [] });
  });
});

describe('assertions of Python', () => {
  const body = (lines: string): string =>
    brokenIn('test_a.py', `def test_a(self):\n${lines}\n`).text.split('\n').slice(1, -1).join('\n');

  test.each([
    '    assert a == 1',
    '    self.assertEqual(a, 1)',
    '    self.fail()',
    '    np.testing.assert_allclose(a, b)',
    '    with pytest.raises(ValueError):\n        a()',
    '    async with self.assertRaises(ValueError):\n        a()',
  ])('%s', (lines) => {
    expect(body(lines)).toBe(`    raise AssertionError("why")\n${lines}`);
  });

  test.each(['    asserted = 1', '    """\n    assert a\n    """', '    a()'])(
    'not %s',
    (lines) => {
      expect(body(lines)).toBe(lines);
    },
  );

  test('in blocks, at their own depth', () => {
    expect(body('    try:\n        assert a\n    except Exception:\n        pass')).toBe(
      '    try:\n        raise AssertionError("why")\n        assert a\n    except Exception:\n        pass',
    );
  });

  test('only in tests of these names', () => {
    const text =
      'def helper():\n    assert 1\n\ndef test_b():\n    assert 2\n\ndef test_c():\n    assert 3\n';
    const { text: now, names } = brokenIn('test_a.py', text);
    expect(names).toEqual(['test_b']);
    expect(now).toBe(text.replace('    assert 2', '    raise AssertionError("why")\n    assert 2'));
  });
});
