import { describe, expect, test } from '@jest/globals';
import { readReports } from '../../../src/sensors/test/formats/index.ts';

const text = (...lines: readonly string[]): string => lines.join('\n');

const END = (tests: number, pass: number, fail: number): readonly string[] => [
  '',
  `1..${String(tests)}`,
  `# tests ${String(tests)}`,
  `# pass  ${String(pass)}`,
  ...(fail === 0 ? ['', '# ok'] : [`# fail  ${String(fail)}`]),
];

describe('a suite that prints TAP', () => {
  test('of tape is counted as tape counts, and named by its tests', () => {
    const output = text(
      'TAP version 13',
      '# adds numbers',
      'ok 1 should be strictly equal',
      'not ok 2 three',
      '  ---',
      '    operator: equal',
      '    ok 7 is no point',
      '    at: Test.<anonymous> (/p/test/a.js:2:61)',
      '  ...',
      '# outer',
      'ok 3 should be truthy',
      '# SKIP left out',
      'not ok 4 later # TODO',
      ...END(4, 3, 1),
    );
    expect(readReports(output)).toEqual([
      {
        framework: 'TAP',
        passed: 2,
        failed: 1,
        skipped: 1,
        failures: [
          {
            name: 'adds numbers',
            detail:
              'three\n    operator: equal\n    ok 7 is no point\n    at: Test.<anonymous> (/p/test/a.js:2:61)',
          },
        ],
        passes: ['outer'],
      },
    ]);
  });

  test('of tap is counted by what is in its tests, not by these', () => {
    const output = text(
      'TAP version 13',
      '# Subtest: test/a.js',
      '    # Subtest: adds',
      '        ok 1 - should be equal',
      '        not ok 2 - should be more',
      '        1..2',
      '        # failed 1 of 2 tests',
      '    not ok 1 - adds # time=4.1ms',
      '    ok 2 - takes none # time=1ms',
      '    1..2',
      'not ok 1 - test/a.js # time=212.679ms',
      '# Subtest: test/b.js',
      '    1..0 # no tests found',
      'not ok 2 - test/b.js # time=12ms',
      '  ---',
      '  exitCode: 1',
      '  ...',
      '1..2',
      '# failed 2 tests',
      '# time=364.457ms',
    );
    const [report, ...others] = readReports(output);
    expect(others).toEqual([]);
    expect(report).toMatchObject({ passed: 2, failed: 2, skipped: 0 });
    expect(report?.failures.map(({ name }) => name)).toEqual(['test/a.js › adds', 'test/b.js']);
    expect(report?.failures[1]?.detail).toContain('exitCode: 1');
  });

  test('of which a process ended before its plan has a failure, in the test that came last', () => {
    const begun = ['TAP version 13', '# adds', 'ok 1 equal', '# throws', 'ok 2 yes'];
    const thrown = text(...begun, '/p/test/a.js:2', 'Error: boom', '    at /p/test/a.js:2:3');
    expect(readReports(thrown)[0]).toMatchObject({
      passed: 2,
      failed: 1,
      passes: ['adds'],
      failures: [{ name: 'throws' }],
    });
    expect(readReports(thrown)[0]?.failures[0]?.detail).toContain('boom');
    expect(readReports(text(...begun, '1..5'))[0]?.failed).toBe(1);
    expect(readReports(text(...begun, '1..2', 'Bail out! no'))[0]?.failed).toBe(1);
    expect(readReports(text(...begun, '1..2'))[0]?.failed).toBe(0);
  });

  test('of early versions of tap is counted by its total, and names files', () => {
    const output = text(
      'not ok test/align.js .................................... 1/2',
      '    TAP version 13',
      '    not ok 1 nope',
      '    ok 2 should be equal',
      'ok test/table.js ........................................ 2/2',
      'total ................................................... 3/4',
      '',
      'not ok',
    );
    expect(readReports(output)).toEqual([
      {
        framework: 'TAP',
        passed: 3,
        failed: 1,
        skipped: 0,
        failures: [
          {
            name: 'test/align.js',
            detail: 'TAP version 13\n    not ok 1 nope\n    ok 2 should be equal',
          },
        ],
      },
    ]);
  });

  test('has a report for each process', () => {
    const one = (title: string): readonly string[] => [
      'TAP version 13',
      `# ${title}`,
      'ok 1 yes',
      ...END(1, 1, 0),
    ];
    expect(readReports(text(...one('a'), ...one('b'))).map(({ passes }) => passes)).toEqual([
      ['a'],
      ['b'],
    ]);
  });

  test('is none where a product only prints the like, and that of node:test counts once', () => {
    expect(readReports(text('ok 1 done', 'ok', '1..1'))).toEqual([]);
    expect(readReports(text('TAP version 13', 'no point in it'))[0]?.failed).toBe(1);
    const node = text(
      'TAP version 13',
      '# Subtest: a',
      'ok 1 - a',
      '1..1',
      '# tests 1',
      '# pass 1',
      '# fail 0',
      '# cancelled 0',
      '# duration_ms 5',
    );
    expect(readReports(node).map(({ framework, passed }) => [framework, passed])).toEqual([
      ['node:test', 1],
    ]);
  });
});
