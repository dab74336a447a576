import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { scoreOf } from '../../../src/domain/score.ts';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { parsePlan } from '../../../src/sensors/plan/read-plan.ts';
import { testPlanSensor } from '../../../src/sensors/plan/test-plan.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { member, named, sensed, sensedBy, TEAM } from '../support/product.ts';
import type { Given } from '../support/product.ts';

const PLAN = 'maestro.test-plan.yaml';

type Files = Readonly<Record<string, string>>;

const CASES = (expected: number): string => `import assert from 'node:assert/strict';
import test from 'node:test';
import { add } from '../src/add.js';

test('adds', () => assert.equal(add(1, 2), ${String(expected)}));
`;

const product = (plan: string, more: Files = {}): Files => ({
  'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test tests/' } }),
  'src/add.js': 'export const add = (a, b) => a + b;\n',
  'tests/add.test.js': CASES(3),
  [PLAN]: plan,
  ...more,
});

const OWNERS = [...TEAM, member('planner', 'testing', {}, [PLAN])];

const planned = (plan: string, more: Files = {}, rest: Partial<Given> = {}): Promise<Evidence> =>
  sensedBy({ files: product(plan, more), team: OWNERS, ...rest }, testPlanSensor);

const command = (shell: string, rest = ''): string =>
  `commands: [{ name: more, run: [sh, -c, ${JSON.stringify(shell)}]${rest} }]`;

const REPORT = ', report: { file: out/report.xml, format: junit }';

const writes = (cases: string): string =>
  `mkdir -p out && echo '<testsuite name="s">${cases}</testsuite>' > out/report.xml`;

const PASSED = `<testcase name="a"/>`;

describe('a test plan of the product', () => {
  test('runs its commands in addition, and counts what their reports say', async () => {
    const evidence = await planned(command(writes(PASSED + PASSED), REPORT));
    expect(named(evidence)).toEqual([]);
    expect(evidence).toMatchObject({ outcome: 'measured', checked: 1, held: 1, exitCode: 0 });
    expect(evidence.note).toContain('more: ended with exit code 0, 2 passed, 0 failed, 0 skipped');
  });

  test('fails where a report says that all passed and the exit code says no', async () => {
    const evidence = await planned(command(`${writes(PASSED)}; exit 3`, REPORT));
    expect(named(evidence)).toEqual([`test_plan.exit_code ${PLAN} planner`]);
    expect(evidence).toMatchObject({ held: 0, exitCode: 3 });
    expect(evidence.findings[0]?.message).toContain('although it counts 1 tests as passed');
  });

  test('fails where a report counts a failing test and the exit code hides it', async () => {
    const failing = `<testcase name="b"><failure message="no"/></testcase>`;
    const evidence = await planned(command(writes(PASSED + failing), REPORT));
    expect(named(evidence)).toEqual([`test_plan.exit_code ${PLAN} planner`]);
  });

  test.each([
    ['none was written', 'true', 'report', 'it was not written'],
    [
      'it is not of the form',
      'mkdir out && echo TAP > out/report.xml',
      'report',
      'it is no junit report',
    ],
    [
      'it is a link',
      'mkdir out && ln -s ../kept/report.xml out/report.xml',
      'report',
      'it is no plain file',
    ],
    ['its folder is a link', 'ln -s kept out', 'report', 'it is no plain file'],
    [
      'it is too long',
      `${writes(PASSED)}; head -c 5000000 /dev/zero | tr '\\0' ' ' >> out/report.xml`,
      'report',
      'it is longer than 4 MB',
    ],
    ['it counts no test', writes(''), 'none', '0 tests'],
  ])('fails where its report says nothing: %s', async (_what, shell, rule, actual) => {
    const kept = { 'kept/report.xml': `<testsuite>${PASSED}</testsuite>` };
    const evidence = await planned(command(shell, REPORT), kept);
    expect(named(evidence)).toEqual([`test_plan.${rule} ${PLAN} planner`]);
    expect(evidence.findings[0]).toMatchObject({ actual });
  });

  test('does not believe a report that the product brought along', async () => {
    const brought = { 'out/report.xml': `<testsuite>${PASSED}</testsuite>` };
    const evidence = await planned(command('true', REPORT), brought);
    expect(evidence.findings[0]).toMatchObject({ actual: 'it was there before the command ran' });
  });

  test('blames a failing test on the code under test before the test', async () => {
    const files = { 'e2e/sum.test.js': CASES(4) };
    const plan = 'commands: [{ name: more, run: [node, --test, e2e/sum.test.js] }]';
    const evidence = await planned(plan, files);
    expect(evidence.findings).toMatchObject([{ rule: 'test_plan.failed', owner: 'backend' }]);
  });

  test('is stopped after its own time, which is never more than ours', async () => {
    const own = await planned(command('sleep 30', ', seconds: 1'));
    const ours = await planned(
      command('sleep 2', ', seconds: 60'),
      {},
      { limits: { wallMs: 1_000 } },
    );
    expect(own.findings[0]).toMatchObject({ actual: 'did not end in time' });
    expect(ours.findings[0]).toMatchObject({ actual: 'did not end in time' });
  });

  test('has no time left once its commands together took three times ours', async () => {
    const slow = ['a', 'b', 'c'].map((name) => `{ name: ${name}, run: [sleep, '30'] }`).join(', ');
    const plan = `commands: [${slow}, { name: last, run: [sleep, '0.2'] }]`;
    const evidence = await planned(plan, {}, { limits: { wallMs: 600 } });
    expect(evidence).toMatchObject({ checked: 4, held: 0 });
    expect(evidence.note).toContain('last: did not end in time');
  });

  test('of which nothing can be used says where it is wrong, and runs nothing', async () => {
    const evidence = await planned('commands: [{ name: a, run: [touch, x], skip: true }]');
    expect(named(evidence)).toEqual([`test_plan.invalid ${PLAN} planner`]);
    expect(evidence.findings[0]?.message).toMatch(
      /^maestro\.test-plan\.yaml: commands\[0\]\.skip is no/,
    );
    expect(evidence.command).toBeUndefined();
  });

  test('leaves for deployment what is due there', async () => {
    const plan = command('exit 1', ', phase: deployment');
    expect((await planned(plan, {}, { phase: 'testing' })).outcome).toBe('skipped');
    expect((await planned(plan, {}, { phase: 'deployment' })).findings).toHaveLength(1);
  });

  test('takes nothing away from our own run of the tests, and adds no credit', async () => {
    const files = product(command('rm -rf tests src; true'), { 'tests/add.test.js': CASES(4) });
    const evidence = await sensed({ files, team: OWNERS }, testPlanSensor, testSensor);
    const [plan, own] = evidence;
    expect(plan).toMatchObject({ held: 1, findings: [] });
    expect(own?.findings.map(({ rule }) => rule)).toContain('tests.failed');
    expect(scoreOf(evidence).raw).toBe(scoreOf(evidence.slice(1)).raw);
  });
});

describe('against the accepted tree', () => {
  const TWO = `commands:
  - { name: first, run: [node, one.js], report: { file: a.xml, format: junit } }
  - { name: second, run: [node, two.js] }
`;
  const since = async (
    after: string | undefined,
    tests: Files = {},
  ): Promise<readonly string[]> => {
    const { [PLAN]: _, ...none } = product('', tests);
    const evidence = await sensedBy(
      {
        files: after === undefined ? none : product(after, tests),
        baseline: product(TWO, tests),
        team: OWNERS,
      },
      integritySensor,
    );
    return evidence.findings.map(({ rule, owner }) => `${rule} ${owner}`);
  };

  test.each([
    ['the plan is gone', undefined],
    ['a command is gone', 'commands: [{ name: second, run: [node, two.js] }]'],
    ['a command does something else', TWO.replace('two.js', '--version')],
    ['a report is no longer looked at', TWO.replace(/, report: [^}]*}/, '')],
    ['a command is put off', TWO.replace('two.js]', 'two.js], phase: deployment')],
    ['it can no longer be read', `${TWO}\nskip: true`],
  ])('it is a finding when %s', async (_what, after) => {
    expect(await since(after)).toEqual(['integrity.test_plan planner']);
  });

  test.each([
    ['nothing changed', TWO],
    [
      'commands have other names and times',
      TWO.replace('second', 'other').replace('two.js]', 'two.js], seconds: 5'),
    ],
    ['one was added', `${TWO}  - { name: third, run: [node, three.js] }\n`],
  ])('it is none when %s', async (_what, after) => {
    expect(await since(after)).toEqual([]);
  });

  test('it is one also where there were no tests beside the plan', async () => {
    expect(await since(undefined, { 'tests/add.test.js': '' })).toEqual([
      'integrity.test_plan planner',
    ]);
  });
});

describe('the example of docs/test-plans.md', () => {
  const text = readFileSync(new URL('../../../docs/test-plans.md', import.meta.url), 'utf8');
  const [example = '', playwright = ''] = [...text.matchAll(/```yaml\n([^`]*)```/g)].map(
    ([, yaml]) => yaml,
  );

  test('runs as it stands there', async () => {
    const files = { 'e2e/http.test.js': CASES(3), 'e2e/check.js': 'process.exitCode = 0;' };
    const evidence = await planned(example, files);
    expect(evidence.findings).toEqual([]);
    expect(evidence.note).toContain('over http: ended with exit code 0, 1 passed');
    expect(evidence).toMatchObject({ checked: 2, held: 2 });
  });

  test('and that of Playwright is a plan', () => {
    expect(parsePlan(playwright)).toMatchObject({ kind: 'plan', plan: [{ name: 'browser' }] });
  });
});
