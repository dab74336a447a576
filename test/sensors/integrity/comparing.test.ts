import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unifiedDiff } from '../../../src/sensors/integrity/diff.ts';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { skipsIn } from '../../../src/sensors/integrity/skips.ts';
import { isWholesale, rewrittenIn } from '../../../src/sensors/integrity/snapshots.ts';
import { at, named, sensedBy } from '../support/product.ts';
import type { Given } from '../support/product.ts';

const MANIFEST = JSON.stringify({ type: 'module', scripts: { test: 'node --test' } });
const TESTS = `import test from 'node:test';
test('one', () => {});
`;
const BASE = {
  'package.json': MANIFEST,
  'src/a.js': 'export const a = 1;',
  'tests/a.test.js': TESTS,
};

const given = (files: Readonly<Record<string, string>>, baseline = BASE): Given => ({
  baseline,
  files: { ...baseline, ...files },
  sandbox: undefined,
});

describe('without a run of anything', () => {
  test('a tree without a baseline is unknown, and gives no credit', async () => {
    const evidence = await sensedBy({ files: BASE, sandbox: undefined }, integritySensor);
    expect(evidence).toMatchObject({ outcome: 'skipped', checked: 0, held: 0, findings: [] });
    expect(evidence.note).toMatch(/^unknown: no accepted tree/);
  });

  test('an accepted tree without tests can have none weakened', async () => {
    const evidence = await sensedBy(
      { ...given({}), baseline: { 'README.md': '# A' } },
      integritySensor,
    );
    expect(evidence).toMatchObject({ outcome: 'skipped', findings: [] });
  });

  test('tests that come new weaken nothing', async () => {
    const more = { 'tests/b.test.js': TESTS, 'src/b.js': 'export const b = 2;' };
    const evidence = await sensedBy(given(more), integritySensor);
    expect(evidence).toMatchObject({ outcome: 'measured', findings: [] });
    expect(evidence.held).toBe(evidence.checked);
  });

  test('a changed test command belongs to who changed it, with the diff', async () => {
    const bent = JSON.stringify({ type: 'module', scripts: { test: 'node --test || true' } });
    const evidence = await sensedBy(given({ 'package.json': bent }), integritySensor);
    expect(named(evidence)).toEqual(['integrity.configuration package.json backend']);
    expect(evidence.findings[0]?.actual).toContain(
      '+{"type":"module","scripts":{"test":"node --test || true"}}',
    );
    expect(evidence.log).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['integrity.configuration', '/* c8 ignore next */\nexport const a = 1;'],
    ['integrity.knows_tests', 'export const a = process.env.NODE_TEST_CONTEXT ? 1 : 2;'],
  ])('%s: %s', async (rule, text) => {
    const evidence = await sensedBy(given({ 'src/a.js': text }), integritySensor);
    expect(named(evidence)).toEqual([`${rule} src/a.js backend`]);
    const same = await sensedBy(
      given({ 'src/a.js': `${text}\n` }, { ...BASE, 'src/a.js': text }),
      integritySensor,
    );
    expect(named(same)).toEqual([]);
  });

  test('a file that the test command loads is a setting of tests', async () => {
    const baseline = {
      ...BASE,
      'package.json': JSON.stringify({
        scripts: { test: 'node --import ./tools/setup.js --test' },
      }),
      'tools/setup.js': 'globalThis.a = 1;',
    };
    const evidence = await sensedBy(
      given({ 'tools/setup.js': 'process.exit(0);' }, baseline),
      integritySensor,
    );
    expect(named(evidence)).toEqual(['integrity.configuration tools/setup.js operator']);
  });

  test('snapshots that are all written anew are an error', async () => {
    const snapshot = (value: string): string =>
      ['a', 'b', 'c'].map((name) => `exports[\`${name} 1\`] = \`${value}\`;`).join('\n\n');
    const file = 'tests/__snapshots__/a.test.js.snap';
    const baseline = { ...BASE, [file]: snapshot('right') };
    const evidence = await sensedBy(
      given({ [file]: snapshot('wrong') }, baseline),
      integritySensor,
    );
    expect(named(evidence)).toContain(`integrity.snapshots ${file} tester`);
  });

  test.each([
    ...['coverage/lcov.info', 'junit.xml', 'test-results/results.json', '.nyc_output/a.json'],
    ...['unit_test_report.json', 'jest-results.json', 'reports/test-run.xml'],
  ])('results that the product wrote itself are an error: %s', async (file) => {
    const evidence = await sensedBy(given({ [file]: 'all good' }), integritySensor);
    expect(named(evidence)).toEqual([`integrity.results ${file} operator`]);
  });

  test('results in a product lower its score where nothing was accepted, too', async () => {
    const evidence = await sensedBy({ files: { 'junit.xml': '<a/>' } }, integritySensor);
    expect(evidence).toMatchObject({ outcome: 'measured', checked: 1, held: 0 });
    expect(evidence.note).toMatch(/^unknown: no accepted tree/);
  });

  test.each(['docs/test-results.md', 'src/test_output.py', 'data/report.json'])(
    'what only sounds like results is none: %s',
    async (file) => {
      const evidence = await sensedBy(given({ [file]: 'a = 1' }), integritySensor);
      expect(evidence.findings).toEqual([]);
    },
  );

  test('results that tests take as input are none', async () => {
    const evidence = await sensedBy(given({ 'tests/fixtures/junit.xml': '<a/>' }), integritySensor);
    expect(evidence.findings).toEqual([]);
  });
});

test('ways to leave a test out are counted, but not in comments', () => {
  const script = `test.skip('a'); it.only('b'); xit('c'); test('d', { skip: true }, f); t.todo('e');
// test.skip('f')
list.skip(2); test('skip nothing', { skip: false });`;
  expect(skipsIn('a.test.js', script)).toBe(5);
  expect(
    skipsIn(
      'test_a.py',
      '@pytest.mark.skip\n@unittest.skipIf(a, b)\n    self.skipTest("a")\n# pytest.skip()',
    ),
  ).toBe(3);
});

test('a snapshot that changes in a few places is not wholesale', () => {
  const of = (values: readonly string[]): string =>
    values.map((value, index) => `exports[\`${String(index)}\`] = \`${value}\`;`).join('\n\n');
  const change = {
    path: at('a.snap'),
    before: of(['a', 'b', 'c', 'd', 'e']),
    after: of(['a', 'x', 'y', 'd', 'e']),
  };
  expect(rewrittenIn([change])).toEqual({ entries: 5, changed: 2 });
  expect(isWholesale(rewrittenIn([change]))).toBe(false);
});

test('a diff holds every line that is gone and every line that is new', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = unifiedDiff('f', before.join('\n'), after.join('\n')).split('\n').slice(2);
      const count = (mark: string, line: string): number =>
        lines.filter((item) => item === mark + line).length;
      const difference = (line: string): number =>
        after.filter((item) => item === line).length -
        before.filter((item) => item === line).length;
      for (const line of ['a', 'b', 'c', 'd']) {
        expect(count('+', line) - count('-', line)).toBe(difference(line));
      }
    }),
  );
});
