import { describe, expect, test } from '@jest/globals';
import { readJUnit } from '../../../src/sensors/test/formats/junit.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { named, sensedBy } from '../support/product.ts';

const CASES = `<testcase classname="cart" name="adds" time="0.1"/>
<testcase classname="cart" name="empties" file="tests/cart.py"><failure message="1 &lt; 2">at line 3</failure></testcase>
<testcase name="breaks"><error message="boom"/></testcase>
<testcase name="later"><skipped/></testcase>`;

describe('a report in the form of JUnit', () => {
  test.each([
    [
      'several suites',
      `<?xml version="1.0"?><testsuites><testsuite>${CASES}</testsuite></testsuites>`,
    ],
    ['one suite', `<testsuite tests="99" failures="0">${CASES}</testsuite>`],
    [
      'suites in suites',
      `<testsuites><testsuite><testsuite>${CASES}</testsuite></testsuite></testsuites>`,
    ],
  ])('is counted case by case, whatever its totals say: %s', (_, xml) => {
    expect(readJUnit(xml)).toEqual({
      framework: 'JUnit XML',
      passed: 1,
      passes: ['cart › adds'],
      failed: 2,
      skipped: 1,
      failures: [
        { name: 'cart › empties', detail: '1 < 2\nat line 3\ntests/cart.py' },
        { name: 'breaks', detail: 'boom' },
      ],
    });
  });

  test.each([
    ['another document', '<html><body/></html>'],
    [
      'entities of its own',
      `<!DOCTYPE t [<!ENTITY a "aaaa">]><testsuite><testcase name="&a;"/></testsuite>`,
    ],
    ['no XML', 'all good'],
    ['nested without end', '<testsuite>'.repeat(5_000) + '</testsuite>'.repeat(5_000)],
    ['too much', `<testsuite>${'<testcase name="a"/>'.repeat(250_000)}</testsuite>`],
  ])('is not taken from %s', (_, xml) => {
    expect(readJUnit(xml)).toBeUndefined();
  });

  test('counts where the command prints nothing that is known, and the canary sees it', async () => {
    const runner = `import { run } from 'node:test';
import { junit } from 'node:test/reporters';
import { createWriteStream } from 'node:fs';
run({ globPatterns: ['tests/*.test.js'] })
  .on('test:fail', () => { process.exitCode = 1; })
  .compose(junit)
  .pipe(createWriteStream('report.xml'));`;
    const files = {
      'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node tools/run.js' } }),
      'tools/run.js': runner,
      'tests/a.test.js': `import test from 'node:test';
import assert from 'node:assert';
test('adds up', () => { assert.equal(1 + 1, 2); });
test('takes away', () => { assert.equal(3 - 1, 2); });`,
    };
    const evidence = await sensedBy({ files }, testSensor);
    expect(named(evidence)).toEqual([]);
    expect(evidence).toMatchObject({ checked: 2, held: 2 });
    expect(evidence.note).toContain('canary: reported as it must be');
  });
});
