import { describe, expect, test } from '@jest/globals';
import { coverageSensor } from '../../../src/sensors/code-coverage/coverage.ts';
import { declaredTests } from '../../../src/sensors/code/declared-tests.ts';
import { orderSensor } from '../../../src/sensors/order/order.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { named, sensed, sensedBy } from '../support/product.ts';
import type { Given } from '../support/product.ts';
import { believed } from './canaries.ts';

const SCRIPT = `var assert = require('assert');
var add = require('..');

function test(a, b, sum) { assert.equal(add(a, b), sum); }

test(1, 2, 3);
test(1, -2, -1);
`;

const product = (script: string, files: Readonly<Record<string, string>> = {}): Given => ({
  files: {
    'package.json': JSON.stringify({ name: 'p', scripts: { test: script } }),
    'index.js': 'module.exports = (a, b) => a + b;\n',
    'test/add.js': SCRIPT,
    ...files,
  },
});

const EACH = 'set -e; for t in test/*.js; do node $t; done';

describe('a script that is a test by itself', () => {
  test.each([
    ['that is named', product('node test/add.js')],
    ['that Node finds', product('node test', { 'test/index.js': SCRIPT })],
    ['behind another', product('node test/add && node ./test/more.js', { 'test/more.js': SCRIPT })],
    ['of a folder', product(EACH, { 'test/more.js': SCRIPT })],
  ])('%s is believed', (_, given) => believed(given));

  test('counts as one test, and what else looks at tests comes to nothing wrong', async () => {
    const given = product('node test/add.js && node test/more.js', { 'test/more.js': SCRIPT });
    const [evidence, coverage, order] = await sensed(
      { ...given, orderMs: 20_000 },
      testSensor,
      coverageSensor,
      orderSensor,
    );
    expect(evidence).toMatchObject({ checked: 2, held: 2, findings: [] });
    expect(coverage).toMatchObject({ outcome: 'measured', findings: [] });
    expect(order?.findings).toEqual([]);
  });

  test('that fails is named with what it said', async () => {
    const index = 'module.exports = (a, b) => a - b;\n';
    const evidence = await sensedBy(product('node test/add.js', { 'index.js': index }), testSensor);
    expect(evidence).toMatchObject({ checked: 1, held: 0, failing: ['test/add.js'] });
    expect(named(evidence)[0]).toContain('tests.failed');
    expect(evidence.findings[0]?.message).toContain('AssertionError');
  });

  test.each([
    ['whose exit code is thrown away', product('node test/add.js || true')],
    [
      'that ends before it is done',
      product('node test/add.js', { 'test/add.js': `process.exit(0);\n${SCRIPT}` }),
    ],
    [
      'beside one whose exit code is thrown away',
      product('node test/add.js && (node test/more.js; true)', { 'test/more.js': SCRIPT }),
    ],
  ])('%s is not believed', async (_, given) => {
    const found = named(await sensedBy(given, testSensor));
    expect(found.map((name) => name.split(' ')[0])).toContain('integrity.canary');
  });

  test('is none without assertions, with a runner, or where it gives something to others', () => {
    const plain = (text: string): boolean =>
      declaredTests('test/a.js', text).some(({ whole }) => whole === true);
    expect(plain(SCRIPT)).toBe(true);
    expect(plain("import { ok } from 'node:assert';\nok(1);")).toBe(true);
    expect(plain("require('./add');\nconsole.log('fine');")).toBe(false);
    expect(plain(`${SCRIPT}\nmodule.exports = test;`)).toBe(false);
    expect(plain("const assert = require('assert');\n[1].forEach(() => it('a', () => {}));")).toBe(
      false,
    );
  });

  test('that is not there counts for nothing', async () => {
    const evidence = await sensedBy(product('node -e 0'), testSensor);
    expect(named(evidence)).toContain('tests.none - tester');
  });
});
