import { describe, expect, test } from '@jest/globals';
import { readReports } from '../../../src/sensors/test/formats/index.ts';

const text = (...lines: readonly string[]): string => lines.join('\n');

describe('readReports', () => {
  test('node:test, spec', () => {
    const output = text(
      '✔ adds (9.8ms)',
      '✖ wrong (1.8ms)',
      'ℹ tests 4',
      'ℹ suites 1',
      'ℹ pass 1',
      'ℹ fail 1',
      'ℹ cancelled 1',
      'ℹ skipped 0',
      'ℹ todo 1',
      'ℹ duration_ms 554.1',
      '',
      '✖ failing tests:',
      '',
      'test at tests/a.test.js:3:1',
      '✖ wrong (1.8ms)',
      '  AssertionError [ERR_ASSERTION]: no',
      '      at tests/a.test.js:3:30',
      '',
      'test at tests/b.test.js:1:1',
      '✖ other (2ms)',
      "  'test failed'",
    );
    expect(readReports(output)).toEqual([
      {
        framework: 'node:test',
        passed: 1,
        passes: ['adds'],
        failed: 2,
        skipped: 1,
        failures: [
          {
            name: 'wrong',
            detail:
              'AssertionError [ERR_ASSERTION]: no\n      at tests/a.test.js:3:30\n\ntests/a.test.js:3:1',
          },
          { name: 'other', detail: "'test failed'\ntests/b.test.js:1:1" },
        ],
      },
    ]);
  });

  test('node:test, TAP, where a suite that failed with its tests is no test', () => {
    const output = text(
      '# Subtest: suite',
      '    # Subtest: throws',
      '    not ok 1 - throws',
      '      ---',
      "      failureType: 'testCodeFailure'",
      "      error: 'negative'",
      '      stack: |-',
      '        add (file:///p/src/add.js:1:41)',
      '      ...',
      '    1..1',
      'not ok 1 - suite',
      '  ---',
      "  failureType: 'subtestsFailed'",
      '  ...',
      '# tests 2',
      '# pass 1',
      '# fail 1',
      '# duration_ms 9',
    );
    const [report] = readReports(output);
    expect(report).toMatchObject({ passed: 1, failed: 1 });
    expect(report?.failures.map(({ name }) => name)).toEqual(['throws']);
    expect(report?.failures[0]?.detail).toContain('src/add.js:1:41');
  });

  test('Jest', () => {
    const output = text(
      'FAIL ./a.test.js',
      '  ● s › wrong',
      '',
      '    expect(received).toBe(expected)',
      '      at Object.toBe (a.test.js:1:126)',
      '',
      'Test Suites: 1 failed, 1 total',
      'Tests:       1 failed, 1 skipped, 2 passed, 4 total',
    );
    const [report] = readReports(output);
    expect(report).toMatchObject({ framework: 'Jest', passed: 2, failed: 1, skipped: 1 });
    expect(report?.failures[0]?.name).toBe('s › wrong');
    expect(report?.failures[0]?.detail).toContain('a.test.js:1:126');
  });

  test('Vitest', () => {
    const output = text(
      ' FAIL  tests/a.test.ts > adds',
      'AssertionError: expected 3 to be 4',
      ' ❯ tests/a.test.ts:5:20',
      '',
      ' Test Files  1 failed (1)',
      '      Tests  1 failed | 3 passed | 1 skipped (5)',
    );
    const [report] = readReports(output);
    expect(report).toMatchObject({ framework: 'Vitest', passed: 3, failed: 1, skipped: 1 });
    expect(report?.failures[0]).toMatchObject({ name: 'tests/a.test.ts > adds' });
  });

  test('Mocha', () => {
    const output = text(
      '  3 passing (12ms)',
      '  1 pending',
      '  1 failing',
      '',
      '  1) adds',
      '     Error',
    );
    const [report] = readReports(output);
    expect(report).toMatchObject({ framework: 'Mocha', passed: 3, failed: 1, skipped: 1 });
    expect(report?.failures).toEqual([{ name: 'adds', detail: 'Error' }]);
  });

  test('pytest', () => {
    const output = text(
      '=================================== FAILURES ===================================',
      '__________________________________ test_bad __________________________________',
      'E   assert 1 == 2',
      'tests/test_a.py:4: AssertionError',
      '=========================== short test summary info ============================',
      'FAILED tests/test_a.py::test_bad - assert 1 == 2',
      '==================== 1 failed, 2 passed, 1 skipped in 0.10s ====================',
    );
    const [report] = readReports(output);
    expect(report).toMatchObject({ framework: 'pytest', passed: 2, failed: 1, skipped: 1 });
    expect(report?.failures[0]?.name).toBe('tests/test_a.py::test_bad');
    expect(report?.failures[0]?.detail).toContain('tests/test_a.py:4: AssertionError');
  });

  test('pytest, with cases that are named in words', () => {
    const output = text(
      '=========================== short test summary info ============================',
      "FAILED tests/test_a.py::test_date[in 2 days - or 'so'] - assert 1 == 2",
      'FAILED tests/test_a.py::test_none[1 day]',
      'ERROR tests/test_b.py - ImportError: no [x] - y',
      '========================= 2 failed, 1 error in 0.10s =========================',
    );
    expect(readReports(output)[0]?.failures.map(({ name }) => name)).toEqual([
      "tests/test_a.py::test_date[in 2 days - or 'so']",
      'tests/test_a.py::test_none[1 day]',
      'tests/test_b.py',
    ]);
  });

  test('unittest', () => {
    const output = text(
      '======================================================================',
      'FAIL: test_bad (test_a.T.test_bad)',
      '----------------------------------------------------------------------',
      '  File "/p/test_a.py", line 4, in test_bad',
      '',
      '----------------------------------------------------------------------',
      'Ran 4 tests in 0.003s',
      '',
      'FAILED (failures=1, skipped=1)',
    );
    const [report] = readReports(output);
    expect(report).toMatchObject({ framework: 'unittest', passed: 2, failed: 1, skipped: 1 });
    expect(report?.failures[0]?.detail).toContain('test_a.py');
    expect(readReports('Ran 1 test in 0.1s\n\nOK')).toMatchObject([{ passed: 1, failed: 0 }]);
  });

  test('Playwright', () => {
    const output = text(
      'Running 5 tests using 1 worker',
      '',
      '  ✓  1 [chromium] › tests/a.spec.ts:3:1 › opens (1.2s)',
      '  ✘  2 [chromium] › tests/a.spec.ts:9:1 › saves (5.0s)',
      '',
      '  1) [chromium] › tests/a.spec.ts:9:1 › saves ─────────────────',
      '',
      '    Error: expect(locator).toBeVisible() failed',
      '        at tests/a.spec.ts:11:30',
      '',
      '  1 failed',
      '    [chromium] › tests/a.spec.ts:9:1 › saves ─────────────────',
      '  1 flaky',
      '    [chromium] › tests/a.spec.ts:15:1 › waits ────────────────',
      '  1 skipped',
      '  2 passed (8.1s)',
    );
    const [report] = readReports(output);
    expect(report).toMatchObject({ framework: 'Playwright', passed: 3, failed: 1, skipped: 1 });
    expect(report?.failures).toHaveLength(1);
    expect(report?.failures[0]?.name).toBe('[chromium] › tests/a.spec.ts › saves');
    expect(report?.failures[0]?.detail).toContain('tests/a.spec.ts:11:30');
  });

  test('several runs are several reports, and prose is none', () => {
    const once = text('ℹ tests 1', 'ℹ pass 1', 'ℹ fail 0', 'ℹ duration_ms 1');
    expect(readReports(`${once}\n${once}`)).toHaveLength(2);
    expect(readReports('all 12 tests passed, trust me')).toEqual([]);
  });
});
