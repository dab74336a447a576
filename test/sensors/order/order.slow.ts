import { describe, expect, jest, test } from '@jest/globals';
import { orderSensor } from '../../../src/sensors/order/order.ts';
import type { Sensor } from '../../../src/sensors/index.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { named, sensedBy } from '../support/product.ts';
import type { Given } from '../support/product.ts';

/** Each test runs a suite many times. */
jest.setTimeout(240_000);

const CODE = `let total = 0;
export const add = (count) => { total += count; return total; };
export const reset = () => { total = 0; };
`;
const HEAD = `import assert from 'node:assert/strict';
import test from 'node:test';
import { add, reset } from '../src/total.js';
`;

const suite = (tests: string, more: Readonly<Record<string, string>> = {}): Given => ({
  files: {
    'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
    'src/total.js': CODE,
    'tests/total.test.js': `${HEAD}\n${tests}`,
    ...more,
  },
});

const STEADY = `test('adds one', () => { reset(); assert.equal(add(1), 1); });
test('adds two', () => { reset(); assert.equal(add(2), 2); });
test('adds three', () => { reset(); assert.equal(add(3), 3); });
`;

const evidenceOf = (given: Given) =>
  sensedBy({ ...given, orderMs: 60_000 }, testSensor, orderSensor);

describe('a hostile suite', () => {
  test('that fails the first time and behaves from then on gains nothing', async () => {
    const behaves = `import { existsSync, writeFileSync } from 'node:fs';
${STEADY}
test('behaves', () => {
  const known = existsSync('/tmp/seen') || existsSync('.seen');
  writeFileSync('/tmp/seen', '');
  writeFileSync('.seen', '');
  assert.ok(known);
});
`;
    const evidence = await evidenceOf(suite(behaves));
    expect(named(evidence)).toEqual(['order.leftovers tests/total.test.js tester']);
    expect(evidence.findings[0]?.actual).toContain('fails in a fresh folder and passes');
  });

  test('that never ends is not run again', async () => {
    const given = suite(`test('waits', () => new Promise(() => setInterval(() => {}, 1000)));`);
    const evidence = await sensedBy(
      { ...given, orderMs: 60_000, limits: { wallMs: 4_000 } },
      testSensor,
      orderSensor,
    );
    expect(evidence.outcome).toBe('skipped');
  });

  test('whose runner hides failures gets no credit', async () => {
    const hides = suite(STEADY, {
      'package.json': JSON.stringify({
        type: 'module',
        scripts: { test: 'node --test || true' },
      }),
    });
    const evidence = await evidenceOf(hides);
    expect(evidence).toMatchObject({ outcome: 'skipped', findings: [] });
    expect(evidence.note).toContain("can't be believed");
  });

  test('whose runner hides failures only when it is run again is not believed', async () => {
    // Nothing but our second run has this variable.
    const script = 'node --test || test -n "$PYTHONDONTWRITEBYTECODE"';
    const hides = suite(STEADY, {
      'package.json': JSON.stringify({ type: 'module', scripts: { test: script } }),
    });
    const evidence = await evidenceOf(hides);
    expect(named(evidence)).toEqual(['order.not_believed - tester']);
    expect(evidence).toMatchObject({ outcome: 'measured', checked: 1, held: 0 });
  });
});

describe('order', () => {
  test('says nothing of tests that stand alone', async () => {
    const evidence = await evidenceOf(suite(STEADY));
    expect(named(evidence)).toEqual([]);
    expect(evidence.outcome).toBe('measured');
    expect(evidence.held).toBe(evidence.checked);
    expect(evidence.checked).toBe(6);
  });

  test('names a test that needs another before it, and that one', async () => {
    const needs = `test('sets up', () => { reset(); assert.equal(add(5), 5); });
test('uses what was set up', () => { assert.equal(add(1), 6); reset(); });
test('stands alone', () => { assert.ok(true); });
`;
    const evidence = await evidenceOf(suite(needs));
    expect(named(evidence)).toEqual(['order.dependent tests/total.test.js tester']);
    expect(evidence.findings[0]?.message).toContain(
      '"uses what was set up": passes in declared order and fails in reversed order',
    );
    expect(evidence.findings[0]?.message).toContain('only when "sets up" has run before it');
    expect(evidence.held).toBeLessThan(evidence.checked);
  });

  test('names a test that leaves something behind for another', async () => {
    const spoils = `test('counts from nothing', () => { assert.equal(add(1), 1); reset(); });
test('stands alone', () => { assert.ok(true); });
test('never cleans up', () => { assert.ok(add(7) > 0); });
`;
    const evidence = await evidenceOf(suite(spoils));
    expect(evidence.findings[0]?.message).toContain('fails when "never cleans up" has run before');
  });

  test('tells tests that differ between equal runs', async () => {
    const guesses = Array.from(
      { length: 60 },
      (_, at) => `test('guess ${String(at)}', () => { assert.equal(randomInt(2), 0); });`,
    );
    const flips = `import { randomInt } from 'node:crypto';\n${guesses.join('\n')}\n${STEADY}`;
    const evidence = await evidenceOf(suite(flips));
    const flaky = evidence.findings.filter(({ rule }) => rule === 'order.flaky');
    expect(flaky.length).toBeGreaterThan(0);
    expect(flaky[0]?.actual).toMatch(/^passes in one run and fails in another of the same files/);
    expect(flaky.every(({ owner }) => owner === 'tester')).toBe(true);
    // Those that differ in one order and not when run in it again are told with less certainty.
    expect(new Set(flaky.map(({ severity }) => severity))).toEqual(new Set(['error', 'warning']));
  });

  test('blames the code that breaks when tests come in another order', async () => {
    const code = `export { add, reset } from './sum.js';
import { add } from './sum.js';
export const take = () => { if (add(0) === 0) throw new Error('nothing is there'); return add(-1); };
`;
    const tests = `import { take } from '../src/total.js';
test('adds', () => { assert.equal(add(2), 2); });
test('takes', () => { assert.equal(take(), 1); reset(); });
`;
    const evidence = await evidenceOf(suite(tests, { 'src/total.js': code, 'src/sum.js': CODE }));
    expect(named(evidence)).toEqual(['order.dependent src/total.js backend']);
  });

  test('begins no run when its time is over, and says so', async () => {
    const evidence = await sensedBy({ ...suite(STEADY), orderMs: 1 }, testSensor, orderSensor);
    expect(evidence).toMatchObject({ checked: 1, held: 1, findings: [] });
    expect(evidence.note).toBe(
      'run again as it is; run in 0 other orders; no time for the same folder',
    );
  });

  test('is not measured again where code and tests are as in the accepted tree', async () => {
    const { files } = suite(STEADY);
    const sinceMeasured: Sensor = {
      name: 'order',
      sense: ({ baseline, ...ctx }) =>
        orderSensor.sense({
          ...ctx,
          ...(baseline === undefined ? {} : { baseline: { ...baseline, measured: true } }),
        }),
    };
    const noteOf = async (now: Given['files'], sensor: Sensor): Promise<string> => {
      const given = { files: now, baseline: files, orderMs: 1 };
      return (await sensedBy(given, testSensor, sensor)).note;
    };
    const told = { ...files, 'README.md': '# Sums\n' };
    expect(await noteOf(told, sinceMeasured)).toContain('as in the accepted tree');
    expect(await noteOf(told, orderSensor)).toContain('run again');
    const more = { ...files, 'tests/more.test.js': `${HEAD}${STEADY}` };
    expect(await noteOf(more, sinceMeasured)).toContain('run again');
    const changed = { ...files, 'src/total.js': `${CODE}\n` };
    expect(await noteOf(changed, sinceMeasured)).toContain('run again');
  });

  test('sees tests that fail when run again where they have run', async () => {
    const leaves = `import { existsSync, writeFileSync } from 'node:fs';
${STEADY}
test('writes a file', () => { assert.ok(!existsSync('made.txt')); writeFileSync('made.txt', ''); });
`;
    const evidence = await evidenceOf(suite(leaves));
    expect(named(evidence)).toEqual(['order.leftovers tests/total.test.js tester']);
  });

  test('puts methods of unittest in order too', async () => {
    const evidence = await evidenceOf({
      files: {
        'requirements.txt': '',
        'state.py': 'seen = []\n',
        'test_state.py': `import unittest
import state

class StateTest(unittest.TestCase):
    def test_a_first(self):
        state.seen.append(1)
        self.assertTrue(state.seen)

    def test_b_second(self):
        self.assertEqual(state.seen, [1])

    def test_c_third(self):
        self.assertTrue(True)
`,
      },
    });
    expect(named(evidence)).toEqual(['order.dependent test_state.py operator']);
    expect(evidence.findings[0]?.message).toContain('fails in reversed order');
    expect(evidence.findings[0]?.message).toContain(
      'only when "test_state.StateTest.test_a_first"',
    );
  });
});
