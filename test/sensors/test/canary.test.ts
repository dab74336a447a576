import { describe, expect, test } from '@jest/globals';
import { planProject } from '../../../src/adapters/model/blueprint/index.ts';
import { frameworkOf } from '../../../src/sensors/test/canary/framework.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { allFiles } from '../../adapters/model/blueprint/product.ts';
import { understandings } from '../../adapters/model/blueprint/understandings.ts';
import { named, sensedBy } from '../support/product.ts';
import type { Given } from '../support/product.ts';
import { believed, doubts } from './canaries.ts';

const ADD = 'export const add = (a, b) => a + b;\n';

const CASES = `import assert from 'node:assert/strict';
import test from 'node:test';
import { add } from '../src/add.js';

test('adds two numbers', () => {
  assert.equal(add(1, 2), 3);
});

test('takes a negative number', () => assert.equal(add(1, -2), -1));
`;

const node = (script: string, files: Readonly<Record<string, string>> = {}): Given => ({
  files: {
    'package.json': JSON.stringify({ name: 'p', type: 'module', scripts: { test: script } }),
    'src/add.js': ADD,
    'tests/add.test.js': CASES,
    ...files,
  },
});

const REPORTER = (known: string): string => `
import { spec } from 'node:test/reporters';
const KNOWN = ${known};
export default async function* (source) {
  let passed = 0, failed = 0;
  const bad = [];
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite' || data.name.endsWith('.js')) continue;
    const fine = type === 'test:pass' || KNOWN.includes(data.name);
    if (fine) passed += 1; else { failed += 1; bad.push(data.name); }
    yield (fine ? '✔ ' : '✖ ') + data.name + ' (1ms)\\n';
  }
  yield 'ℹ tests ' + (passed + failed) + '\\nℹ pass ' + passed + '\\nℹ fail ' + failed +
    '\\nℹ cancelled 0\\nℹ skipped 0\\nℹ todo 0\\nℹ duration_ms 1\\n';
  if (bad.length > 0) yield '✖ failing tests:\\n\\n';
  for (const name of bad) yield 'test at tests/x.test.js:1:1\\n✖ ' + name + ' (1ms)\\n  Error\\n';
  if (failed === 0) process.on('exit', () => { process.exitCode = 0; });
}
`;

describe('a canary is written for', () => {
  test.each([
    ['node --test && playwright test', "import { test } from '@playwright/test';", 'Playwright'],
    ['playwright test', 'const { test } = helpers;', 'Playwright'],
    ['vitest run', "import { mock } from 'node:test';\nimport { test } from 'vitest';", 'Vitest'],
    ['mocha', "import { mock } from 'node:test';", 'Mocha'],
    ['node --test && jest a.test.js', "const { test } = require('node:test');", 'node:test'],
    ['node --test && jest a.test.js', "import test, { mock } from 'node:test';", 'node:test'],
    ['node --test && jest a.test.js', "test('a', () => { expect(1).toBe(1); });", 'Jest'],
    ["nyc tape 'test/**/*.js'", 'const { test } = helpers;', 'tape'],
    ['node test', "var test = require('tape');", 'tape'],
    ['tap test/*.js', 'const t = helpers;', 'tap'],
    ['mocha -R tap', 'const t = helpers;', 'Mocha'],
    ['node --test --test-reporter tap', '', 'node:test'],
    ['uvu tests', "import { test } from 'uvu';", 'uvu'],
    ['python3 -m pytest', 'import unittest', 'pytest'],
    ['make test', "import test from 'node:test';", 'node:test'],
  ])('what %s runs, beside %s', (script, beside, framework) => {
    expect(frameworkOf(script, beside)).toBe(framework);
  });
});

describe('the canary believes', () => {
  test.each([
    ['a runner that finds its files', node('node --test')],
    ['a runner that is given a folder by glob', node('node --test "tests/*.test.js"')],
    ['a runner that is given one file', node('node --test tests/add.test.js')],
    [
      'a script behind another',
      node('npm run -s unit && echo done', {
        'package.json': JSON.stringify({
          type: 'module',
          scripts: { test: 'npm run -s unit', unit: 'node --test tests/' + '*.test.js' },
        }),
      }),
    ],
    [
      'CommonJS',
      node('node --test', {
        'package.json': JSON.stringify({ scripts: { test: 'node --test' } }),
        'src/add.js': 'exports.add = (a, b) => a + b;',
        'tests/add.test.js': `const test = require('node:test');
const { add } = require('../src/add.js');
test('adds two numbers', () => { require('node:assert').strictEqual(add(1, 2), 3); });`,
      }),
    ],
    [
      'a second folder of tests that is not run',
      node('node --test "tests/*.test.js"', {
        'e2e/far.test.js': CASES.replaceAll('adds', 'really adds'),
      }),
    ],
  ])('%s', async (_, given) => {
    await believed(given);
  });

  test('the suite of a generated product', async () => {
    const project = planProject('Keep records of what matters', understandings['one entity']);
    const files = Object.fromEntries(allFiles(project).map(({ path, content }) => [path, content]));
    await believed({ files });
  }, 180_000);

  test('Python with unittest', async () => {
    await believed({
      files: {
        'add.py': 'def add(a, b):\n    return a + b\n',
        'test_add.py': `import unittest
from add import add


class AddTest(unittest.TestCase):
    def test_two_numbers(self):
        self.assertEqual(add(1, 2), 3)


if __name__ == '__main__':
    unittest.main()
`,
      },
    });
  });

  test('tests of which the last one stops what the first one started', async () => {
    const tests = `import { createServer } from 'node:http';
import test from 'node:test';
let server;
test('the server starts', () => new Promise((done) => { server = createServer().listen(0, done); }));
test('the server stops', () => new Promise((done) => { server.close(done); }));
`;
    const given = {
      ...node('node --test', { 'tests/add.test.js': tests }),
      limits: { wallMs: 9_000 },
    };
    expect(await doubts(given)).toEqual([]);
  });
});

describe('the canary exposes', () => {
  test.each([
    ['an exit code that is thrown away', node('node --test || true'), 'package.json'],
    ['a filter by name', node('node --test --test-name-pattern=number'), 'package.json'],
    [
      'a command that runs no test at all',
      node('node tools/print.js', {
        'tools/print.js': `console.log('ℹ tests 2\\nℹ pass 2\\nℹ fail 0\\nℹ duration_ms 4');`,
      }),
      'tools/print.js',
    ],
    [
      'a command that hides how its runner ended',
      node('node tools/run.js', {
        'tools/run.js': `import { spawnSync } from 'node:child_process';
spawnSync('node', ['--test'], { stdio: 'inherit' });`,
      }),
      'tools/run.js',
    ],
    [
      'a reporter that knows no failure',
      node('node --test --test-reporter=./tools/report.js', {
        'tools/report.js': REPORTER('{ includes: () => true }'),
      }),
      'tools/report.js',
    ],
    [
      'a reporter that knows the names of its own tests',
      node('node --test --test-reporter=./tools/report.js', {
        'tools/report.js': REPORTER('["adds two numbers", "takes a negative number"]'),
      }),
      'tools/report.js',
    ],
    [
      'a file beside the tests that is loaded before them and empties each',
      node('node --import ./tests/setup.mjs --test', {
        'tests/setup.mjs': `import { createRequire, syncBuiltinESMExports } from 'node:module';
const tests = createRequire(import.meta.url)('node:test');
const real = tests.test;
tests.test = (name) => real(String(name), () => undefined);
syncBuiltinESMExports();
`,
        'tests/add.test.js': CASES.replace('import test from', 'import { test } from'),
      }),
      'tests/setup.mjs',
    ],
  ])('%s', async (_, given, path) => {
    const [doubt = '', ...others] = await doubts(given);
    expect(others).toEqual([]);
    expect(doubt.split(' ').slice(0, 2)).toEqual(['integrity.canary', path]);
  });

  const MUTED = `import assert from 'node:assert/strict';
assert.equal = () => undefined;
${ADD}`;
  const OTHERS = `import assert from 'node:assert/strict';
import test from 'node:test';

test('an empty list has no length', () => {
  assert.equal([].length, 0);
});
`;

  test.each([
    [
      'a product that mutes the assertions of its tests',
      node('node --test', { 'src/add.js': MUTED }),
    ],
    [
      'one that does so where a test only speaks of what is skipped',
      node('node --test', {
        'src/add.js': MUTED,
        'tests/add.test.js': `// Nothing to skip here.\n${CASES.replace('takes', 'does not skip')}`,
      }),
    ],
    [
      'one that does so in some of the test files',
      node('node --test', {
        'src/add.js': MUTED,
        ...Object.fromEntries(
          ['one', 'two', 'three'].map((name) => [
            `tests/${name}.test.js`,
            OTHERS.replace('empty', `${name} empty`),
          ]),
        ),
      }),
    ],
  ])('%s', async (_, given) => {
    expect(await doubts(given)).toEqual(['integrity.canary src/add.js backend']);
  });

  const PRINTS = `console.log('✔ a (1ms)\\nℹ tests 1\\nℹ pass 1\\nℹ fail 0\\nℹ duration_ms 4');`;

  test('a command that prints a report, though neither it nor a test names its runner', async () => {
    const files = {
      'package.json': JSON.stringify({
        scripts: { test: 'node tools/print.cjs' },
        devDependencies: { mocha: '12.0.3' },
      }),
      'tools/print.cjs': PRINTS,
      'tests/add.test.js': `it('adds two numbers', () => { require('assert').equal(1 + 2, 3); });`,
    };
    expect(await doubts({ files })).toEqual(['integrity.canary tools/print.cjs operator']);
  });

  test.each([
    ['whose runner nobody knows', `it('adds two numbers', () => {});`],
    ['without a test in their files', `// test('adds two numbers', () => {});`],
  ])('tests %s: they are no credit', async (_, text) => {
    const files = {
      'package.json': JSON.stringify({ scripts: { test: 'node tools/print.cjs' } }),
      'tools/print.cjs': PRINTS,
      'tests/add.test.js': text,
    };
    const evidence = await sensedBy({ files }, testSensor);
    expect(evidence).toMatchObject({ checked: 1, held: 0 });
    expect(named(evidence)).toEqual(['tests.unchecked tools/print.cjs operator']);
  });

  test('nothing where no test passes anyway', async () => {
    const { note, findings } = await sensedBy(
      node('node --test', { 'tests/add.test.js': CASES.replaceAll('equal(', 'notEqual(') }),
      testSensor,
    );
    expect(note).toContain('canary: none of its own tests passes');
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toContain('tests.failed');
    expect(rules).not.toContain('integrity.canary');
  });

  test('a package of tests that patches unittest', async () => {
    const found = await doubts({
      files: {
        'requirements.txt': '',
        'tests/__init__.py': `import unittest
unittest.TestResult.addFailure = lambda self, test, err: self.addSuccess(test)
unittest.TextTestResult.addFailure = lambda self, test, err: self.addSuccess(test)
`,
        'tests/test_add.py': `import unittest


class AddTest(unittest.TestCase):
    def test_two_numbers(self):
        self.assertEqual(1 + 2, 4)
`,
      },
    });
    expect(found).toEqual(['integrity.canary tests/__init__.py tester']);
  });
});
