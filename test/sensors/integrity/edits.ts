/** An edit of the tests of a small product. */
export interface Edit {
  readonly name: string;
  /** The test files after it; those that are not named are gone. */
  readonly tests: Readonly<Record<string, string>>;
  readonly rule?: string;
}

export const CODE = `export const price = (count, each) => {
  if (count < 0) throw new RangeError('negative');
  const total = count * each;
  return total > 100 ? total - 10 : total;
};

export const label = (name) => (name === '' ? 'nobody' : name.toUpperCase());
`;

const HEAD = `import assert from 'node:assert/strict';
import test from 'node:test';
import { label, price } from '../src/price.js';
`;

const FEW = `test('a few cost what each costs', () => {
  assert.equal(price(3, 5), 15);
  assert.equal(price(10, 10), 100);
});
`;
const MANY = `test('many cost ten less', () => {
  assert.equal(price(20, 6), 110);
});
`;
const NEGATIVE = `test('a negative count is refused', () => {
  assert.throws(() => price(-1, 5), RangeError);
  assert.equal(price(0, 5), 0);
});
`;
const LABEL = `test('a label is in capitals', () => {
  assert.equal(label('ada'), 'ADA');
  assert.equal(label(''), 'nobody');
});
`;

const file = (...parts: readonly string[]): string => [HEAD, ...parts].join('\n');

export const ACCEPTED = { 'tests/price.test.js': file(FEW, MANY, NEGATIVE, LABEL) };

const edited = (name: string, from: string, to: string): Edit => ({
  name,
  tests: { 'tests/price.test.js': ACCEPTED['tests/price.test.js'].replace(from, to) },
});

export const HARMLESS: readonly Edit[] = [
  edited('a test is renamed', 'many cost ten less', 'there is a discount for many'),
  {
    name: 'the file is renamed',
    tests: { 'tests/discount.test.js': ACCEPTED['tests/price.test.js'] },
  },
  {
    name: 'the file moves to another folder',
    tests: {
      'tests/unit/price.test.js': ACCEPTED['tests/price.test.js'].replace('../src', '../../src'),
    },
  },
  {
    name: 'the file is split',
    tests: { 'tests/price.test.js': file(FEW, MANY), 'tests/rest.test.js': file(NEGATIVE, LABEL) },
  },
  {
    name: 'tests change places',
    tests: { 'tests/price.test.js': file(LABEL, NEGATIVE, MANY, FEW) },
  },
  {
    name: 'all is reformatted',
    tests: {
      'tests/price.test.js': ACCEPTED['tests/price.test.js']
        .replaceAll("'", '"')
        .replaceAll('  assert', '\tassert')
        .replaceAll(');\n', ')\n'),
    },
  },
  {
    name: 'a test is split in two',
    tests: {
      'tests/price.test.js': file(
        `test('three', () => assert.equal(price(3, 5), 15));`,
        `test('ten', () => assert.equal(price(10, 10), 100));`,
        MANY,
        NEGATIVE,
        LABEL,
      ),
    },
  },
  {
    name: 'tests are put together',
    tests: {
      'tests/price.test.js': file(
        `test('prices', () => {
  assert.equal(price(3, 5), 15);
  assert.equal(price(10, 10), 100);
  assert.equal(price(20, 6), 110);
});`,
        NEGATIVE,
        LABEL,
      ),
    },
  },
  {
    name: 'a test takes its cases from a table',
    tests: {
      'tests/price.test.js': file(
        `for (const [count, each, total] of [[3, 5, 15], [10, 10, 100], [20, 6, 110]]) {
  test(\`\${count} at \${each}\`, () => assert.equal(price(count, each), total));
}`,
        NEGATIVE,
        LABEL,
      ),
    },
  },
  {
    name: 'a helper is taken out',
    tests: {
      'tests/price.test.js': file(
        `const costs = (count, each, total) => assert.equal(price(count, each), total);`,
        FEW.replace('assert.equal(price(3, 5), 15)', 'costs(3, 5, 15)'),
        MANY.replace('assert.equal(price(20, 6), 110)', 'costs(20, 6, 110)'),
        NEGATIVE,
        LABEL,
      ),
    },
  },
  edited(
    'a comment and another assertion are added',
    'assert.equal(price(20, 6), 110);',
    '// 120 − 10\n  assert.equal(price(20, 6), 110);\n  assert.equal(price(30, 4), 110);',
  ),
  edited(
    'another kind of assertion says the same',
    'assert.equal(price(20, 6), 110);',
    'assert.deepEqual([price(20, 6)], [110]);',
  ),
];

const WEAK = 'integrity.weakened';

export const WEAKENED: readonly Edit[] = [
  edited(
    'a value is compared with itself',
    'assert.equal(price(20, 6), 110)',
    'assert.equal(price(20, 6), price(20, 6))',
  ),
  edited('an assertion is deleted', "  assert.equal(label(''), 'nobody');\n", ''),
  edited('a body is emptied', MANY, "test('many cost ten less', () => {});\n"),
  { ...edited('a test is skipped', "test('many", "test.skip('many"), rule: 'integrity.skipped' },
  {
    ...edited('one test is the only one', "test('a label", "test.only('a label"),
    rule: 'integrity.skipped',
  },
  edited('a test returns early', "less', () => {\n", "less', () => {\n  if (price) return;\n"),
  edited(
    'an expectation is broadened',
    'assert.equal(price(20, 6), 110)',
    'assert.ok(price(20, 6) > 0)',
  ),
  edited(
    'the thing under test is put in its own place',
    "import { label, price } from '../src/price.js';",
    "const label = (name) => (name === '' ? 'nobody' : name.toUpperCase());\nconst price = (count, each) => {\n  if (count < 0) throw new RangeError('negative');\n  return count * each > 100 ? count * each - 10 : count * each;\n};",
  ),
  edited(
    'any error will do',
    'assert.throws(() => price(-1, 5), RangeError)',
    'assert.throws(() => price(-1, 5))',
  ),
  edited(
    'a failure is swallowed',
    '  assert.equal(price(20, 6), 110);',
    '  try {\n    assert.equal(price(20, 6), 110);\n  } catch {}',
  ),
  edited(
    'an assertion is never reached',
    'assert.throws(() => price(-1, 5), RangeError);',
    'setTimeout(() => undefined).unref();',
  ),
  {
    name: 'only the text of the code is compared',
    tests: {
      'tests/price.test.js': `import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

test('the code is as it was', () => {
  assert.equal(readFileSync('src/price.js', 'utf8').length, ${String(CODE.length)});
});
`,
    },
  },
  edited(
    'an assertion is turned into a truth',
    "assert.equal(label('ada'), 'ADA')",
    "assert.ok(label('ada') || 'ADA')",
  ),
  { name: 'a file of tests is deleted', tests: {}, rule: 'integrity.deleted' },
  {
    name: 'half of the tests are gone',
    tests: { 'tests/price.test.js': file(FEW, LABEL) },
    rule: WEAK,
  },
];
