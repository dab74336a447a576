import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPackages } from '../../../src/adapters/packages/index.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Packages } from '../../../src/ports/packages.ts';
import { coverageSensor } from '../../../src/sensors/code-coverage/coverage.ts';
import type { Sensor } from '../../../src/sensors/index.ts';
import { installSensor } from '../../../src/sensors/install.ts';
import { mutationSensor } from '../../../src/sensors/mutation/mutation.ts';
import { orderSensor } from '../../../src/sensors/order/order.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { named, sensed } from '../../sensors/support/product.ts';
import { isReached, settings } from './reached.ts';
import { manifestOf, RUNNERS } from './runners.ts';

const npm = await isReached('npm', 'suites of Vitest, Mocha, Jest and Playwright');

let cache = '';
let packages: Packages;

beforeAll(async () => {
  cache = await mkdtemp(path.join(tmpdir(), 'runners-test-'));
  packages = createPackages({ ...settings, cache })({ registries: ['npm'], scripts: false });
});
afterAll(async () => {
  await rm(cache, { recursive: true, force: true });
});

const LIMITS = { memoryBytes: 2e9, processes: 256, diskBytes: 500e6, wallMs: 120_000 };
const TIMES = { phase: 'testing', orderMs: 120_000, mutationMs: 60_000 } as const;
const LONG = 400_000;

type Files = Readonly<Record<string, string>>;

const judged = async (files: Files, ...sensors: readonly Sensor[]): Promise<readonly Evidence[]> =>
  (await sensed({ files, packages, limits: LIMITS, ...TIMES }, installSensor, ...sensors)).slice(1);

const tested = async (files: Files): Promise<Evidence> => {
  const [evidence] = await judged(files, testSensor);
  if (evidence === undefined) throw new Error('Nothing was measured.');
  return evidence;
};

(npm ? describe : describe.skip).each(RUNNERS)('$name', (runner) => {
  const good = { ...runner.files, 'package.json': manifestOf(runner) };
  const suite = runner.files[runner.main] ?? '';
  const changed = (from: string, to: string): Files => ({
    ...good,
    [runner.main]: suite.replace(from, to),
  });

  test(
    'is counted and believed, and measured by what else looks at tests',
    async () => {
      const [test, coverage, order, mutation] = await judged(
        good,
        testSensor,
        coverageSensor,
        orderSensor,
        mutationSensor,
      );
      expect(test).toMatchObject({ checked: 3, held: 3, findings: [] });
      expect(test?.note).toContain('3 passed, 0 failed, 0 skipped; canary: reported as it must be');
      expect(coverage?.outcome).toBe(runner.covers);
      expect(coverage?.findings.filter(({ rule }) => rule === 'coverage.odd')).toEqual([]);
      expect(order).toMatchObject({ outcome: 'measured', findings: [] });
      expect(mutation?.outcome).toBe('measured');
      expect(mutation?.held).toBeGreaterThan(0);
    },
    LONG,
  );

  test(
    'that fails is blamed on code that throws, else on what a test imports; both are named',
    async () => {
      const files = changed('half(4)', 'half(3)');
      const main = files[runner.main] ?? '';
      const { note, failing, findings } = await tested({
        ...files,
        [runner.main]: main.replace('add(1, 2)', 'add(1, 1)'),
      });
      expect(note).toContain('1 passed, 2 failed, 0 skipped; canary: reported as it must be');
      expect(
        failing?.map((name) =>
          name
            .split(/ [›>] /)
            .slice(-2)
            .join(' '),
        ),
      ).toEqual(['sums adds two numbers', 'deeper halves an even number']);
      const code = Object.keys(runner.files).find((name) => name.startsWith('src/'));
      expect(findings.map(({ rule, path: file, owner }) => [rule, file, owner])).toEqual([
        ['tests.failed', runner.main, 'backend'],
        ['tests.failed', code, 'backend'],
      ]);
    },
    LONG,
  );

  test(
    'with a test that is left out says so, and one that is left alone is no whole suite',
    async () => {
      const word = suite.includes("it('") ? 'it' : 'test';
      const off = await tested(changed(`${word}('adds none'`, `${word}.skip('adds none'`));
      expect(off.note).toContain('2 passed, 0 failed, 1 skipped');
      expect(off.findings.map(({ rule }) => rule)).toEqual(['tests.skipped']);
      const only = await tested(changed(`${word}('adds none'`, `${word}.only('adds none'`));
      expect(only.findings.length).toBeGreaterThan(0);
    },
    LONG,
  );

  test.each(Object.keys(runner.forged))(
    'is not believed with %s',
    async (name) => {
      const forged = runner.forged[name];
      const script = forged?.script ?? runner.script;
      const { findings, held } = await tested({
        ...good,
        ...forged?.files,
        'package.json': manifestOf({ ...runner, script }, forged?.more),
      });
      const doubts = findings.filter(({ rule }) => rule === 'integrity.canary');
      expect(doubts.map((doubt) => doubt.path)).toEqual([forged?.path]);
      expect(held).toBe(0);
    },
    LONG,
  );

  test(
    'is not believed with an exit code that is thrown away',
    async () => {
      const script = `${runner.script} || true`;
      const evidence = await tested({ ...good, 'package.json': manifestOf({ ...runner, script }) });
      expect(named(evidence)).toEqual(['integrity.canary package.json backend']);
    },
    LONG,
  );
});

(npm ? describe : describe.skip)('Playwright', () => {
  const runner = {
    name: 'Playwright',
    packages: { '@playwright/test': '1.65.1' },
    script: 'playwright test --reporter=list',
  };
  const files = {
    'src/add.js': 'exports.add = (a, b) => a + b;\n',
    'tests/add.spec.js': `const { test, expect } = require('@playwright/test');
const { add } = require('../src/add.js');
test('adds two numbers', () => { expect(add(1, 2)).toBe(3); });
`,
    'package.json': manifestOf(runner),
  };
  const opens = `const { test } = require('@playwright/test');
test('opens', async ({ page }) => { await page.setContent('<p>'); });
`;

  test(
    'is counted and believed where it needs no browser',
    async () => {
      const evidence = await tested(files);
      expect(evidence).toMatchObject({ checked: 1, held: 1, findings: [] });
      expect(evidence.note).toContain('canary: reported as it must be');
      const script = `${runner.script} || true`;
      const bent = await tested({ ...files, 'package.json': manifestOf({ ...runner, script }) });
      expect(named(bent)).toEqual(['integrity.canary package.json backend']);
    },
    LONG,
  );

  test(
    'says once of a file that there is no browser for its tests',
    async () => {
      const evidence = await tested({ ...files, 'tests/page.spec.js': opens });
      expect(named(evidence)).toEqual(['tests.no_browser tests/page.spec.js tester']);
      expect(evidence.note).toContain('1 passed, 1 failed');
    },
    LONG,
  );
});
