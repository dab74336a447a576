import { describe, expect, test } from '@jest/globals';
import { scenarioCoverageSensor } from '../../../src/sensors/scenario-coverage/scenario-coverage.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { believedSensor } from '../support/believed.ts';
import { member, named, sensedBy, TEAM } from '../support/product.ts';
import type { Given } from '../support/product.ts';

const feature = (...ids: readonly string[]): string =>
  [
    'Feature: Sums',
    ...ids.flatMap((id) => [`  @${id}`, `  Scenario: About ${id}`, '    Then the sum is 3']),
  ].join('\n');

const HEAD = `import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { add } from '../../src/add.js';
`;

const node = (ids: readonly string[], tests: string, script = 'node --test'): Given => ({
  files: {
    'package.json': JSON.stringify({ type: 'module', scripts: { test: script } }),
    'src/add.js': 'export const add = (a, b) => a + b;\n',
    'tests/acceptance/add.test.js': `${HEAD}${tests}`,
    'requirements/scenarios.feature': feature(...ids),
  },
  team: [...TEAM, member('acceptor', 'testing', {}, ['tests/acceptance/**'])],
});

const CHECK = 'assert.equal(add(1, 2), 3)';
const unit = (name: string, body = CHECK): string => `test('${name}', () => { ${body}; });\n`;

const told = async (given: Given): Promise<readonly (string | undefined)[]> => {
  const { findings } = await sensedBy(given, believedSensor, scenarioCoverageSensor);
  return findings.map(({ message, actual }) => `${message.split(' ')[1] ?? ''} ${actual ?? ''}`);
};

describe('scenario coverage counts', () => {
  test('a test that names a scenario, was run and passed', async () => {
    const given = node(['SC-1', 'SC-2'], unit('SC-1 two numbers are added') + unit('sc-2 again'));
    const evidence = await sensedBy(given, believedSensor, scenarioCoverageSensor);
    expect(evidence).toMatchObject({ outcome: 'measured', checked: 2, held: 2, findings: [] });
  });

  test('tests of a suite, and of a loop, that name it', async () => {
    const tests = `describe('SC-1 sums', () => { ${unit('of two')} });
for (const id of ['SC-2', 'SC-3']) test(\`\${id} holds\`, () => { ${CHECK}; });`;
    expect(await told(node(['SC-1', 'SC-2', 'SC-3'], tests))).toEqual([]);
  });

  test('names of Python, with or without a sentence below', async () => {
    const files = {
      'src/add.py': 'def add(a, b):\n    return a + b\n',
      'src/__init__.py': '',
      'tests/__init__.py': '',
      'tests/test_add.py': `import unittest
from src.add import add


class Sums(unittest.TestCase):
    def test_sc_1_is_added(self):
        self.assertEqual(add(1, 2), 3)

    def test_other(self):
        """SC-2 has a sentence"""
        self.assertEqual(add(1, 1), 2)

    def test_sc_3(self):
        x = 1
        self.assertEqual(x, 1)
`,
      'requirements/scenarios.feature': feature('SC-1', 'SC-2', 'SC-3'),
    };
    expect(await told({ files })).toEqual([
      'SC-3 the test that names it does nothing (tests/test_add.py)',
    ]);
  });
});

describe('scenario coverage does not count', () => {
  const at = '(tests/acceptance/add.test.js)';

  test('what is not there, not run, empty, or fails', async () => {
    const tests = [
      unit('SC-10 is another one'),
      `test.skip('SC-2 is skipped', () => { ${CHECK}; });\n`,
      `test('SC-3 is put off', { todo: true }, () => { ${CHECK}; });\n`,
      `test('SC-4 is empty', () => {});\n`,
      unit('SC-5 checks what it has made up', 'const sum = 3; assert.equal(sum, 3)'),
      unit('SC-6 fails', 'assert.equal(add(1, 2), 4)'),
    ];
    const ids = ['SC-1', 'SC-2', 'SC-3', 'SC-4', 'SC-5', 'SC-6', 'SC-10'];
    expect(await told(node(ids, tests.join('')))).toEqual([
      'SC-1 no test names it',
      `SC-2 the test that names it is told not to run ${at}`,
      `SC-3 the test that names it is told not to run ${at}`,
      `SC-4 the test that names it does nothing ${at}`,
      `SC-5 the test that names it does nothing ${at}`,
    ]);
  });

  test('a test in a file that the command does not run', async () => {
    const given = node(['SC-1'], unit('SC-1 is added'), 'node --test tests/unit/*.test.js');
    const files = { ...given.files, 'tests/unit/a.test.js': `${HEAD}${unit('another')}` };
    expect(await told({ ...given, files })).toEqual([
      `SC-1 the test that names it was not run ${at}`,
    ]);
  });

  test('a line that a test prints to look like one', async () => {
    const given = node(['SC-1'], unit('other', `console.log('✔ SC-1 (1ms)'); ${CHECK}`));
    const evidence = await sensedBy(given, believedSensor, scenarioCoverageSensor);
    expect(evidence).toMatchObject({ outcome: 'skipped', held: 0 });
    expect(evidence.note).toContain('counts 1 tests that passed and names more');
  });

  test('anything of a runner that is not believed', async () => {
    const tests = unit('SC-1 fails', 'assert.equal(1, 2)') + unit('SC-2 holds');
    const given = node(['SC-1', 'SC-2'], tests, 'node --test || true');
    const evidence = await sensedBy(given, testSensor, scenarioCoverageSensor);
    expect(evidence).toMatchObject({ outcome: 'skipped', held: 0 });
    expect(evidence.note).toContain("can't be believed");
  });
});

test('what is missing belongs to who writes tests of scenarios, with its place', async () => {
  const evidence = await sensedBy(
    node(['SC-1', 'SC-2'], unit('SC-1 is added')),
    believedSensor,
    scenarioCoverageSensor,
  );
  expect(named(evidence)).toEqual([
    'scenario_coverage.untested requirements/scenarios.feature acceptor',
  ]);
  expect(evidence.findings[0]?.message).toContain('scenarios.feature, line 6');
});

test('without scenarios, and where a tool runs them itself, nothing is measured', async () => {
  const none = { files: { 'package.json': '{"scripts":{"test":"node --test"}}' } };
  expect((await sensedBy(none, scenarioCoverageSensor)).note).toBe('no scenario with an id');
  const given = node(['SC-1'], unit('another'));
  const files = { ...given.files, 'features/steps/sums.js': '' };
  const evidence = await sensedBy({ ...given, files }, believedSensor, scenarioCoverageSensor);
  expect(evidence.note).toBe('its feature files are run by a tool of their own');
});
