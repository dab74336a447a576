import { describe, expect, test } from '@jest/globals';
import { NeedsPerson } from '../../../src/domain/needs-person.ts';
import { createPlain } from '../../../src/adapters/sandbox/index.ts';
import { coverageSensor } from '../../../src/sensors/code-coverage/coverage.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { member, named, sensed, sensedBy, TEAM } from '../support/product.ts';
import type { Given } from '../support/product.ts';

const manifest = (script: string): string =>
  JSON.stringify({ name: 'p', type: 'module', main: 'src/add.js', scripts: { test: script } });

const ADD =
  'export const add = (a, b) => { if (a < 0) throw new TypeError("negative"); return a + b; };';

const suite = (...bodies: readonly string[]): string =>
  [
    'import test from "node:test";',
    'import assert from "node:assert/strict";',
    'import { add } from "../src/add.js";',
    ...bodies.map((body, index) => `test("case ${String(index + 1)}", () => { ${body} });`),
  ].join('\n');

const GOOD = suite('assert.equal(add(1, 2), 3);', 'assert.equal(add(0, 0), 0);');

const product = (tests: string, script = 'node --test'): Given => ({
  files: { 'package.json': manifest(script), 'src/add.js': ADD, 'tests/add.test.js': tests },
});

describe('test: what counts', () => {
  test('passing tests are counted, and there is nothing to say', async () => {
    const evidence = await sensedBy(product(GOOD), testSensor);
    expect(evidence).toMatchObject({ checked: 2, held: 2, exitCode: 0, findings: [] });
    expect(evidence).toMatchObject({ command: 'npm test', outcome: 'measured' });
    expect(evidence.log).toMatch(/^[0-9a-f]{64}$/);
  });

  test('an error in the code under test belongs to who wrote that code', async () => {
    const evidence = await sensedBy(product(suite('add(-1, 2)', 'add(1, 2)')), testSensor);
    expect(evidence).toMatchObject({ checked: 2, held: 1, exitCode: 1 });
    expect(named(evidence)).toEqual(['tests.failed src/add.js backend']);
    expect(evidence.findings[0]?.message).toContain('The test "case 1" fails: TypeError: negative');
  });

  test('an expectation that is not met belongs to who wrote what the test imports', async () => {
    const evidence = await sensedBy(product(suite('assert.equal(add(1, 2), 4)')), testSensor);
    expect(named(evidence).slice(0, 1)).toEqual(['tests.failed tests/add.test.js backend']);
  });

  test('an expectation belongs to who wrote what ran for it alone, where the runtime tells', async () => {
    const tests = (name: string, body: string): string =>
      `import test from 'node:test';\nimport assert from 'node:assert/strict';
import { bill } from '../src/bill.js';\ntest('${name}', () => { ${body}; });\n`;
    const files = {
      'package.json': manifest('node --test'),
      'src/bill.js':
        "import { total } from '../lib/total.js';\nexport const bill = (list) => total(list);",
      'lib/total.js': `export const total = (list) => {
  if (list.length === 0) return 0;
  return list.length;
};`,
      'tests/none.test.js': tests('costs nothing', 'assert.equal(bill([]), 0)'),
      'tests/some.test.js': tests('costs something', 'assert.equal(bill([2, 3]), 5)'),
    };
    const team = [member('accountant', 'implementation', {}, ['lib/**']), ...TEAM];
    const evidence = await sensedBy({ files, team }, testSensor);
    expect(named(evidence)).toEqual(['tests.failed tests/some.test.js accountant']);
  });

  test('an error of the test itself belongs to who wrote the test', async () => {
    const evidence = await sensedBy(product(suite('nowhere()')), testSensor);
    expect(named(evidence).slice(0, 1)).toEqual(['tests.failed tests/add.test.js tester']);
  });

  test('twenty failing tests are named, however many there are', async () => {
    const tests = suite(...Array.from({ length: 30 }, () => 'add(-1, 1)'));
    const evidence = await sensedBy(product(tests), testSensor);
    expect(evidence).toMatchObject({ checked: 30, held: 0 });
    expect(evidence.findings.filter(({ rule }) => rule === 'tests.failed')).toHaveLength(20);
  });

  test('the same tree has the same findings, word for word', async () => {
    const body =
      'throw new Error(`at ${process.cwd()} ${Date.now() % 7} ms 127.0.0.1:${process.pid}`)';
    const given = product(suite(body.replace('${Date.now() % 7} ms', '${Date.now() % 7000} ms')));
    const first = await sensedBy(given, testSensor);
    const second = await sensedBy(given, testSensor);
    expect(second.findings).toEqual(first.findings);
  });

  test('a contract that asks for more passing tests is broken', async () => {
    const team = [...TEAM, member('auditor', 'testing', { quality_thresholds: { min_tests: 3 } })];
    const evidence = await sensedBy({ ...product(GOOD), team }, testSensor);
    expect(named(evidence)).toEqual(['contract.quality_thresholds - auditor']);
  });

  test('skipped tests are no credit, and shown', async () => {
    const tests = `${GOOD}\ntest.skip("later", () => undefined);`;
    const evidence = await sensedBy(product(tests), testSensor);
    expect(evidence).toMatchObject({ checked: 2, held: 2 });
    expect(evidence.findings).toMatchObject([{ severity: 'warning', rule: 'tests.skipped' }]);
  });

  test('a test that never ends is ended, and that is an error', async () => {
    const tests = `${GOOD}\ntest("hangs", () => new Promise(() => setInterval(() => undefined, 1000)));`;
    const evidence = await sensedBy({ ...product(tests), limits: { wallMs: 4_000 } }, testSensor);
    expect(evidence.exitCode).toBeUndefined();
    expect(evidence.findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect(JSON.stringify(evidence.findings)).toContain('did not end in time');
  });
});

test('tests of Python that are too slow to tell which code runs are run without', async () => {
  const files = {
    'add.py': 'def add(a, b):\n    return a + b\n',
    'test_add.py': `import sys, time, unittest
from add import add
class A(unittest.TestCase):
    def test_add(self):
        self.assertEqual(add(1, 2), 3)
    def test_slow(self):
        told = sys.gettrace() or (hasattr(sys, 'monitoring') and sys.monitoring.get_tool(4))
        time.sleep(60 if told else 0)
`,
  };
  const limits = { wallMs: 6_000 };
  const [tested, covered] = await sensed({ files, limits }, testSensor, coverageSensor);
  expect(tested).toMatchObject({ checked: 2, held: 2, findings: [] });
  expect(covered).toMatchObject({
    outcome: 'skipped',
    note: 'its tests take too long to be asked what ran',
  });
}, 60_000);

describe('test: what does not count', () => {
  test.each([
    ['no test script', '', GOOD, 'tests.none - tester'],
    [
      'what npm init writes',
      'echo "Error: no test specified" && exit 1',
      GOOD,
      'tests.none - tester',
    ],
    ['a command that runs nothing', 'true', GOOD, 'tests.none - tester'],
    [
      'a runner that finds no test',
      'node --test tests/none-*.js || true',
      GOOD,
      'tests.none - tester',
    ],
    ['a test file without tests', 'node --test', 'console.log(1)', 'tests.none - tester'],
  ])('%s', async (_, script, tests, finding) => {
    const evidence = await sensedBy(product(tests, script), testSensor);
    expect(named(evidence)).toEqual([finding, 'contract.quality_thresholds - tester']);
    expect(evidence.held).toBe(0);
  });

  const forgery = 'printf "# tests 9\\n# pass 9\\n# fail 0\\n"';
  const failing = suite('assert.equal(add(1, 2), 4)');

  test('a summary of tests that no file declares is forged', async () => {
    const files = { 'package.json': manifest(forgery), 'src/add.js': ADD };
    const evidence = await sensedBy({ files }, testSensor);
    expect(named(evidence)).toEqual(['tests.forged - tester']);
  });

  const bent = 'integrity.canary package.json backend';

  test('a printed summary does not stand against the tests themselves', async () => {
    const evidence = await sensedBy(product(failing, forgery), testSensor);
    expect(named(evidence)).toEqual(['tests.forged - tester', bent]);
  });

  test('a second summary beside the runner’s is not believed', async () => {
    const evidence = await sensedBy(product(GOOD, `node --test; ${forgery}`), testSensor);
    expect(named(evidence)).toEqual(['tests.unclear - tester', bent]);
  });

  test('failing tests behind exit code 0 are an error of their own', async () => {
    const evidence = await sensedBy(product(failing, 'node --test || true'), testSensor);
    expect(named(evidence)).toEqual([
      'tests.failed tests/add.test.js backend',
      'tests.exit_code - tester',
      'contract.quality_thresholds - tester',
      bent,
    ]);
  });

  test('a failing command behind passing tests is an error', async () => {
    const evidence = await sensedBy(product(GOOD, 'node --test && exit 4'), testSensor);
    expect(named(evidence)).toEqual(['tests.exit_code - tester']);
    expect(evidence).toMatchObject({ checked: 2, held: 2, exitCode: 4 });
  });
});

describe('test: where it runs', () => {
  test('without a sandbox code of a stranger needs a person', async () => {
    const given = { ...product(GOOD), sandbox: undefined, trusted: false };
    const failure = await sensedBy(given, testSensor).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NeedsPerson);
    expect(failure).toMatchObject({ kind: 'unsafe_to_run' });
    expect(String(failure)).toContain('apt-get install bubblewrap');
  });

  test('a plain child process is no sandbox for code of a stranger', async () => {
    const given = { ...product(GOOD), sandbox: createPlain(), trusted: false };
    await expect(sensedBy(given, testSensor)).rejects.toThrow(NeedsPerson);
  });

  test('our own output may run as a plain child process, with the same result', async () => {
    const given = { ...product(suite('add(-1, 2)')), sandbox: createPlain(), trusted: true };
    const evidence = await sensedBy(given, testSensor);
    expect(named(evidence).slice(0, 1)).toEqual(['tests.failed src/add.js backend']);
    expect(JSON.stringify(evidence.findings)).not.toContain('/tmp/');
  });
});
