import { describe, expect, test } from '@jest/globals';
import { readReports } from '../../../src/sensors/test/formats/index.ts';

const text = (...lines: readonly string[]): string => lines.join('\n');

describe('a suite of AVA', () => {
  const begun = ['', '  - [skip] a › left', '  - [todo] a › later', '  ✔ b › more (1.2ms)'];

  test('is counted by its summary where it passes', () => {
    const output = text(
      ...begun,
      '  ─',
      '',
      '  1 test passed',
      '  1 test skipped',
      '  1 test todo',
    );
    expect(readReports(output)).toEqual([
      { framework: 'AVA', passed: 1, failed: 0, skipped: 2, failures: [], passes: ['b › more'] },
    ]);
  });

  test('that fails is counted by its lines, and its failures are named', () => {
    const output = text(
      ...begun,
      '  ✘ [fail]: b › throws Error thrown in test',
      '  ✘ [fail]: a › is wrong three',
      '  ✔ [expected fail] a › known',
      '  ─',
      '',
      '  b › throws',
      '',
      '  Error thrown in test:',
      '      at file:///p/b.test.mjs:3:29',
      '',
      '  a › is wrong',
      '',
      '  a.test.mjs:3',
      '',
      '  ─',
      '',
      '  2 tests failed',
      '  1 known failure',
      '  1 uncaught exception',
    );
    const [report] = readReports(output);
    expect(report).toMatchObject({ passed: 1, failed: 3, passes: ['b › more'] });
    expect(report?.failures).toEqual([
      { name: 'b › throws', detail: 'Error thrown in test:\n      at file:///p/b.test.mjs:3:29' },
      { name: 'a › is wrong', detail: 'a.test.mjs:3' },
    ]);
  });
});

describe('a suite of uvu', () => {
  test('is counted by its totals, and its failures are named', () => {
    const output = text(
      'a.test.mjs',
      '• ✘   (1 / 2)',
      '',
      '   FAIL  "is wrong"',
      '    three  (is)',
      '    at Object.handler (file:///p/a.test.mjs:4:33)',
      '',
      ' things  •   (1 / 1)',
      '',
      '  Total:     3',
      '  Passed:    2',
      '  Skipped:   1',
      '  Duration:  2.98ms',
    );
    expect(readReports(output)).toEqual([
      {
        framework: 'uvu',
        passed: 2,
        failed: 1,
        skipped: 1,
        failures: [
          {
            name: 'is wrong',
            detail: 'three  (is)\n    at Object.handler (file:///p/a.test.mjs:4:33)',
          },
        ],
      },
    ]);
  });
});
