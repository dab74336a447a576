import { describe, expect, test } from '@jest/globals';
import { coverageSensor } from '../../../src/sensors/code-coverage/coverage.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { member, named, sensedBy, TEAM } from '../support/product.ts';
import { coverage, HEAD, node, ONE } from './adding.ts';

const ALL = `${HEAD.replace('add }', 'add, never }')}${ONE}
test('doubles', () => { assert.equal(add(2, 2), 4); });
test('refuses', () => { assert.throws(() => add(-1, 2)); });
test('walks', () => { assert.equal(never([1]), 1); });
`;

describe('coverage of JavaScript', () => {
  test('is whole where tests reach every line and every way', async () => {
    const evidence = await coverage(node(ALL));
    expect(evidence).toMatchObject({ outcome: 'measured', findings: [] });
    expect(evidence.note).toBe('100 % of 7 lines, 100 % of 4 branches, in 1 files');
    expect(evidence.held).toBe(evidence.checked);
  });

  test('names what was not reached, to who writes unit tests', async () => {
    const team = [...TEAM, member('unit_tester', 'testing', {}, ['tests/unit/**'])];
    const evidence = await coverage({ ...node(HEAD + ONE), team });
    expect(evidence.note).toBe('42 % of 7 lines, 50 % of 4 branches, in 1 files');
    expect(named(evidence)).toEqual([
      'coverage.lines - unit_tester',
      'coverage.uncovered src/add.js unit_tester',
    ]);
    expect(evidence.findings[0]?.message).toContain('first src/add.js (4, 10–13)');
    expect(evidence.findings[1]?.actual).toBe('lines 4, 10–13');
    expect(evidence.findings.map(({ severity }) => severity)).toEqual(['warning', 'info']);
  });

  test('counts a file that no test loads, and not tests, settings and what browsers load', async () => {
    const lost = 'export const lost = () => {\n  return 1;\n};\n';
    const files = { 'src/lost.js': lost, 'public/app.js': lost, 'tests/help.js': lost };
    const beside = ['eslint.config.js', 'karma.conf.js', 'perf/a.js', 'bench.js', 'types/a.tst.ts'];
    const others = Object.fromEntries(beside.map((name) => [name, lost]));
    const evidence = await coverage(node(ALL, { ...files, ...others }));
    expect(evidence.note).toBe(
      '77 % of 9 lines, 100 % of 4 branches, in 2 files; 1 files for browsers left out',
    );
  });

  test('reaches into processes that a test starts and ends', async () => {
    const files = { 'src/main.js': "import { never } from './add.js';\nnever([1]);\n" };
    const starts = `import { execFileSync } from 'node:child_process';
${HEAD}${ONE}test('starts', () => { execFileSync(process.execPath, ['src/main.js']); });\n`;
    expect((await coverage(node(starts, files))).note).toContain('87 % of 8 lines');
  });

  test('is an error where a contract asks for more', async () => {
    const thresholds = { min_tests: 1, min_line_coverage: 80, min_branch_coverage: 50 };
    const team = [...TEAM, member('unit', 'testing', { quality_thresholds: thresholds })];
    const evidence = await coverage({ ...node(HEAD + ONE), team });
    expect(evidence.findings[0]).toMatchObject({
      severity: 'error',
      rule: 'contract.quality_thresholds',
      expected: 'at least 80 % of lines',
      actual: '42 %',
      owner: 'unit',
    });
    expect(named(evidence).slice(1)).toEqual(['coverage.uncovered src/add.js unit']);
  });
});

test('coverage of Python comes from its lines, also of a process that is killed', async () => {
  const files = {
    'src/__init__.py': '',
    'src/add.py': `def add(a, b):
    if a < 0:
        raise ValueError("negative")
    return a + b


def never():
    return 1
`,
    'src/main.py': 'import os\nfrom src.add import never\nnever()\nos.abort()\n',
    'tests/__init__.py': '',
    'tests/test_add.py': `import subprocess
import sys
import unittest
from src.add import add


class Sums(unittest.TestCase):
    def test_add(self):
        self.assertEqual(add(1, 2), 3)

    def test_main(self):
        self.assertNotEqual(subprocess.run([sys.executable, "-m", "src.main"]).returncode, 0)
`,
  };
  const evidence = await coverage({ files });
  expect(evidence.note).toBe('83 % of 6 lines, 0 % of 1 branches, in 3 files');
  expect(named(evidence)).toContain('coverage.uncovered src/add.py tester');
});

describe('coverage is not measured', () => {
  test('where a runner tells nothing', async () => {
    const script = 'NODE_V8_COVERAGE= node --test';
    const evidence = await coverage(node(ALL, {}, script));
    expect(evidence).toMatchObject({ outcome: 'skipped', findings: [] });
    expect(evidence.note).toContain('tells nothing');
  });

  test('where tests can not be loaded', async () => {
    const given = node(`${ALL}\nnoSuchThing();\n`, {}, 'node tests/add.test.js > /dev/null');
    const evidence = await coverage(given);
    expect(evidence).toMatchObject({ outcome: 'skipped', held: 0, findings: [] });
    expect(evidence.note).toBe('no test was counted');
  });

  test('where all tests are told not to run', async () => {
    const evidence = await coverage(node(ALL.replaceAll("test('", "test.skip('")));
    expect(evidence).toMatchObject({ outcome: 'skipped', held: 0, findings: [] });
    expect(evidence.note).toBe('none of its tests ran: all are told not to');
  });

  test('where the runner is not believed', async () => {
    const failing = HEAD + ONE.replace('3', '4');
    const given = node(failing, {}, 'node --test || true');
    const evidence = await sensedBy(given, testSensor, coverageSensor);
    expect(evidence).toMatchObject({ outcome: 'skipped', held: 0 });
  });
});
