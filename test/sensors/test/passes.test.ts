import { describe, expect, test } from '@jest/globals';
import { readReports } from '../../../src/sensors/test/formats/index.ts';

const passesIn = (...lines: readonly string[]): readonly string[] | undefined =>
  readReports(lines.join('\n'))[0]?.passes;

const NODE_END = ['ℹ tests 3', 'ℹ pass 3', 'ℹ fail 0', 'ℹ duration_ms 5'];

describe('names of tests that passed', () => {
  test('node:test, spec: with their suites, without what was left out', () => {
    const lines = ['✔ alone (1.2ms)', '▶ sums', '  ▶ of two', '    ✔ adds (0.5ms)'];
    const ends = ['  ✔ of two (1ms)', '  ✔ of none (1ms)', '✔ sums (2ms)', '✔ later (1ms) # TODO'];
    expect(passesIn(...lines, ...ends, '✖ wrong (1ms)', ...NODE_END)).toEqual([
      'alone',
      'sums › of two › adds',
      'sums › of none',
    ]);
  });

  test('node:test, tap', () => {
    const lines = ['TAP version 13', '# Subtest: sums', '    # Subtest: adds \\#1'];
    const ends = ['    ok 1 - adds \\#1', 'ok 1 - sums', '# Subtest: off', 'ok 2 - off # SKIP'];
    const summary = ['# tests 2', '# pass 1', '# fail 0', '# duration_ms 5'];
    expect(passesIn(...lines, ...ends, '# Subtest: x', 'ok 3 - x', ...summary)).toEqual([
      'sums › adds #1',
      'x',
    ]);
  });

  test('Jest and Mocha: below their suites', () => {
    const jest = ['PASS ./a.test.js', '  sums', '    ✓ adds (2 ms)', '    ○ skipped off', '  ✓ b'];
    const end = 'Tests:       1 skipped, 2 passed, 3 total';
    expect(passesIn(...jest, '', end)).toEqual(['sums › adds', 'b']);
    const mocha = ['  sums', '    ✔ adds (40ms)', '    - off', '    1) wrong'];
    expect(passesIn(...mocha, '', '  1 passing (12ms)', '  1 pending')).toEqual(['sums › adds']);
  });

  test('Vitest, verbose', () => {
    const lines = [' ✓ tests/a.test.ts > sums > adds 2ms', '      Tests  1 passed (1)'];
    expect(passesIn(...lines)).toEqual(['tests/a.test.ts › sums › adds']);
  });

  test('pytest: of the summary, else of each line', () => {
    const end = '==================== 2 passed in 0.10s ====================';
    const summary = ['PASSED tests/test_a.py::T::test_b', 'PASSED tests/test_a.py::test_c[SC-1 x]'];
    const verbose = 'tests/test_a.py::T::test_b PASSED    [ 50%]';
    expect(passesIn(verbose, ...summary, end)).toEqual([
      'tests/test_a.py › T › test_b',
      'tests/test_a.py › test_c[SC-1 x]',
    ]);
    expect(passesIn(verbose, end)).toEqual(['tests/test_a.py › T › test_b']);
  });

  test('unittest: also with a sentence below the name', () => {
    const lines = ['test_a (tests.test_s.T.test_a) ... ok', 'test_b (tests.test_s.T.test_b)'];
    const more = ['SC-1 is said ... ok', 'test_c (tests.test_s.T.test_c) ... FAIL'];
    expect(
      passesIn(...lines, ...more, '', 'Ran 3 tests in 0.1s', '', 'FAILED (failures=1)'),
    ).toEqual(['tests.test_s.T › test_a', 'tests.test_s.T › test_b']);
  });

  test('none where a framework prints none', () => {
    expect(passesIn('=========== 2 passed in 0.10s ===========')).toBeUndefined();
  });
});
