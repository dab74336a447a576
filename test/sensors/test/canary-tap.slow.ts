import { describe, expect, test } from '@jest/globals';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { named, sensedBy } from '../support/product.ts';
import type { Given } from '../support/product.ts';
import { TAPE } from '../support/tape.ts';
import { believed, doubts } from './canaries.ts';

const CASES = `var check = require('tape');
var add = require('../index.js');

check('adds two numbers', function (t) {
  t.equal(add(1, 2), 3);
  t.equal(add(2, 2), 4);
  t.end();
});

check('takes a negative number', function (t) {
  t.equal(add(1, -2), -1);
  t.end();
});
`;

const product = (script: string, files: Readonly<Record<string, string>> = {}): Given => ({
  files: {
    'package.json': JSON.stringify({ name: 'p', scripts: { test: script } }),
    'index.js': 'module.exports = (a, b) => a + b;\n',
    'node_modules/tape/index.js': TAPE,
    'test/add.js': CASES,
    ...files,
  },
});

const EACH = 'set -e; for t in test/*.js; do node $t; done';

describe('a suite that prints TAP is counted and believed', () => {
  test.each([
    ['of one file that is named', product('node test/add.js')],
    ['of one file that Node finds', product('node test', { 'test/index.js': CASES })],
    [
      'of files that one file loads',
      product('node test', { 'test/index.js': "require('./add');\n" }),
    ],
    ['of all files of a folder', product(EACH, { 'test/more.js': CASES })],
    ['behind a linter that is not there', product('eslint . && node test/add.js')],
  ])('%s', (_, given) => believed(given));

  test('as its runner counts, with the name of a test that fails', async () => {
    const index = 'module.exports = (a, b) => (b < 0 ? a + b : a - b);\n';
    const evidence = await sensedBy(product('node test/add.js', { 'index.js': index }), testSensor);
    expect(evidence.note).toContain(
      '1 passed, 2 failed, 0 skipped; canary: reported as it must be',
    );
    expect(evidence.failing).toEqual(['adds two numbers']);
    expect(evidence.findings.map(({ rule, path }) => [rule, path])).toEqual([
      ['tests.failed', 'test/add.js'],
    ]);
  });
});

describe('a suite that prints TAP is not believed', () => {
  const bent = (from: string, to: string): Given =>
    product('node test/add.js', { 'node_modules/tape/index.js': TAPE.replace(from, to) });

  test.each([
    ['with an exit code of its own', bent('process.exitCode = bad === 0 ? 0 : 1', '')],
    ['with failures made good', bent('(fine ? ', '(true || fine ? ')],
    ['with failures forgotten', bent('if (!fine) bad += 1', 'if (!fine) return')],
    ['with an exit code thrown away', product('node test/add.js || true')],
    [
      'where it is printed',
      product('cat out.tap', { 'out.tap': 'TAP version 13\nok 1 yes\n1..1\n' }),
    ],
  ])('%s', async (_, given) => {
    expect((await doubts(given)).map((name) => name.split(' ')[0])).toEqual(['integrity.canary']);
  });

  test('where a test ends its process', async () => {
    const early = CASES.replace('t.end();', 'process.exit(0);');
    const evidence = await sensedBy(
      product('node test/add.js', { 'test/add.js': early }),
      testSensor,
    );
    expect(named(evidence)).toContain('tests.exit_code - tester');
  });
});
