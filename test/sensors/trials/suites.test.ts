import { expect, test } from '@jest/globals';
import { commandFor } from '../../../src/sensors/trials/suites.ts';
import { at } from '../support/product.ts';

const STEP = { argv: ['npm', 'test'], command: 'npm test', why: 'the script "test"' } as const;
const [A, B] = [at('tests/a.test.js'), at('tests/b.test.js')];

const line = (
  framework: Parameters<typeof commandFor>[0],
  script: string,
  ...files: readonly (typeof A)[]
): string => commandFor(framework, script, STEP, files).join(' ');

const C = at('test/c.js');

test.each([
  ['a file of tape needs no runner', "tape 'test/**/*.js'", [C], 'sh -c node ./test/c.js'],
  [
    'some files run one by one',
    'tape test/*.js',
    [C, B],
    'sh -c node ./test/c.js && node ./tests/b.test.js',
  ],
  ['what is loaded before stays', 'tape -r esm test/*.js', [C], 'npm test'],
  ['what is built before stays', 'tsc && tape test/*.js', [C], 'npm test'],
  ['many files run at once', 'tape test/*.js', [C, C, C, C], 'npm test'],
  ['no path is a command', 'tape test/*.js', [at('test/a;b.js')], 'npm test'],
])('with tape, %s', (_, script, files, expected) => {
  expect(line('tape', script, ...files)).toBe(expected);
});

test.each([
  ['one file runs by itself', 'node --test', [A], 'node tests/a.test.js'],
  [
    'more files have a runner',
    'node --test',
    [A, B],
    'node --test tests/a.test.js tests/b.test.js',
  ],
  [
    'no filter or reporter stays',
    'node --test-name-pattern=x --test-reporter=tap --test',
    [A],
    'node tests/a.test.js',
  ],
  [
    'what code needs stays',
    'NODE_ENV=test node --import=./set-up.js --test tests',
    [A],
    'node --import=./set-up.js tests/a.test.js',
  ],
  [
    'what code needs keeps a value that stands apart',
    'node --import tsx -r ./set-up.cjs --test-reporter spec --no-warnings --test "tests/**"',
    [A],
    'node --import tsx -r ./set-up.cjs --no-warnings tests/a.test.js',
  ],
  [
    'options of another command are left alone',
    'node --import ./x.js build.js && node --test',
    [A],
    'node tests/a.test.js',
  ],
] as const)('of node:test %s', (_, script, files, expected) => {
  expect(line('node:test', script, ...files)).toBe(expected);
});

test('suites of Python stop at the first failure, and others run as they do', () => {
  expect(line('pytest', 'pytest', A)).toMatch(/^python3 -m pytest .*-x .*tests\/a\.test\.js$/);
  expect(line('unittest', 'python3 -m unittest', A)).toBe('python3 -m unittest -f tests/a.test.js');
  expect(line('Jest', 'jest', A)).toBe('npm test');
  expect(line(undefined, 'make', A)).toBe('npm test');
});

test('what was added to the command of pytest stays', () => {
  const argv = ['python3', '-m', 'pytest', '--no-cov', '-o', 'python_files=tests.py'] as const;
  const step = { argv, command: argv.join(' '), why: 'its settings' };
  expect(commandFor('pytest', step.command, step, [at('a/tests.py')]).slice(-4)).toEqual([
    '--no-cov',
    '-o',
    'python_files=tests.py',
    'a/tests.py',
  ]);
  expect(commandFor('pytest', 'pytest -k a', STEP, [A])).not.toContain('-k');
});
