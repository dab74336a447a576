import { describe, expect, test } from '@jest/globals';
import { readReports } from '../../../src/sensors/test/formats/index.ts';
import { readJUnit } from '../../../src/sensors/test/formats/junit.ts';

/** Outputs as they were printed, without escapes and cut in length only. */
const read = (...lines: readonly string[]) => readReports(lines.join('\n'));

describe('readReports, of what was printed by', () => {
  // Vitest 5.1.1
  test('Vitest: names, failures for one reason, and a file that could not be loaded', () => {
    const [report, ...others] = read(
      ' RUN  v5.1.1 /project',
      '',
      ' ❯ tests/b.test.ts (3 tests | 2 failed | 1 todo) 16ms',
      '   × same 1 8ms',
      '   × same 2 1ms',
      ' ✓ tests/b.test.ts > deeper > fine › too 3ms',
      ' ❯ tests/broken.test.ts (0 test)',
      '',
      '⎯⎯⎯⎯⎯⎯ Failed Suites 1 ⎯⎯⎯⎯⎯⎯⎯',
      '',
      ' FAIL  tests/broken.test.ts [ tests/broken.test.ts ]',
      "Error: Cannot find module '../src/nope.js' imported from /project/tests/broken.test.ts",
      ' ❯ tests/broken.test.ts:2:1',
      "      2| import { nope } from '../src/nope.js';",
      '       | ^',
      '',
      '⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/2]⎯',
      '',
      '⎯⎯⎯⎯⎯⎯⎯ Failed Tests 2 ⎯⎯⎯⎯⎯⎯⎯',
      '',
      ' FAIL  tests/b.test.ts > same 1',
      ' FAIL  tests/b.test.ts > same 2',
      'Error: one error',
      ' ❯ boom src/b.ts:2:28',
      '',
      '⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[2/2]⎯',
      '',
      '',
      ' Test Files  2 failed (2)',
      '      Tests  2 failed | 1 passed | 1 todo (4)',
      '   Start at  14:39:38',
      '   Duration  627ms (transform 59%, import 18%, tests 16%, worker 7%)',
    );
    expect(others).toEqual([]);
    expect(report).toMatchObject({ framework: 'Vitest', passed: 1, failed: 3, skipped: 1 });
    expect(report?.passes).toEqual(['tests/b.test.ts › deeper › fine › too']);
    const detail = 'Error: one error\n ❯ boom src/b.ts:2:28';
    expect(report?.failures.slice(1)).toEqual([
      { name: 'tests/b.test.ts > same 1', detail },
      { name: 'tests/b.test.ts > same 2', detail },
    ]);
    expect(report?.failures[0]?.detail).toContain("Cannot find module '../src/nope.js'");
  });

  // Vitest 5.1.1
  test('Vitest, where no file could be loaded', () => {
    const reports = read(
      ' FAIL  tests/broken.test.ts [ tests/broken.test.ts ]',
      "Error: Cannot find module '../src/nope.js' imported from /project/tests/broken.test.ts",
      '',
      ' Test Files  1 failed (1)',
      '      Tests  no tests',
    );
    expect(reports).toMatchObject([{ framework: 'Vitest', passed: 0, failed: 1 }]);
  });

  // Jest 30.5.2
  test('Jest: what a file prints is no failure, and a file that could not be loaded is one', () => {
    const [report, ...others] = read(
      'PASS tests/log.test.js',
      '  ● Console',
      '',
      '    console.log',
      '      hello',
      '',
      '      at Object.log (tests/log.test.js:1:30)',
      '',
      'FAIL tests/broken.test.js (5.2 s)',
      '  ● Test suite failed to run',
      '',
      "    Cannot find module '../src/nope.js' from 'tests/broken.test.js'",
      '',
      'FAIL tests/add.test.js',
      '  ● Console',
      '',
      '    console.error',
      '      bad',
      '',
      '  ● sums › deeper › halves an odd number',
      '',
      '    RangeError: odd: 3',
      '',
      '      at exports.half (src/add.js:3:26)',
      '',
      'Test Suites: 2 failed, 1 passed, 3 total',
      'Tests:       1 failed, 1 skipped, 1 todo, 5 passed, 8 total',
      'Snapshots:   0 total',
    );
    expect(others).toEqual([]);
    expect(report).toMatchObject({ framework: 'Jest', passed: 5, failed: 2, skipped: 2 });
    expect(report?.failures.map(({ name }) => name)).toEqual([
      'tests/broken.test.js › Test suite failed to run',
      'sums › deeper › halves an odd number',
    ]);
    expect(report?.failures[1]?.detail).toContain('src/add.js:3:26');
  });

  // Mocha 12.0.3
  test('Mocha: names with their suites, and values at the start of a line', () => {
    const [report, ...others] = read(
      '  ✔ alone',
      '  sums',
      '    ✔ adds two numbers',
      '    1) adds wrongly',
      '    - left out',
      '    deeper',
      '      2) halves an odd number',
      '',
      '',
      '  2 passing (62ms)',
      '  1 pending',
      '  2 failing',
      '',
      '  1) sums',
      '       adds wrongly:',
      '',
      '      AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:',
      '',
      '3 !== 4',
      '',
      '      + expected - actual',
      '',
      '      at Context.<anonymous> (file:///project/test/add.test.js:5:37)',
      '',
      '  2) sums',
      '       deeper',
      '         halves an odd number:',
      '     RangeError: odd: 3',
      '      at half (file:///project/src/add.js:3:26)',
      '',
    );
    expect(others).toEqual([]);
    expect(report).toMatchObject({ framework: 'Mocha', passed: 2, failed: 2, skipped: 1 });
    expect(report?.passes).toEqual(['alone', 'sums › adds two numbers']);
    expect(report?.failures.map(({ name }) => name)).toEqual([
      'sums › adds wrongly',
      'sums › deeper › halves an odd number',
    ]);
    expect(report?.failures[0]?.detail).toContain('3 !== 4');
    expect(report?.failures[0]?.detail).toContain('test/add.test.js:5:37');
    expect(report?.failures[1]?.detail).toMatch(/^RangeError: odd: 3\n/);
  });
});

// Playwright 1.65.1, with Chromium 156
const FAILED = [
  '  1) [chromium] › tests/a.spec.js:4:1 › shows a list ───────────────────────────────────────────────',
  '',
  '    Error: expect(locator).toBeVisible() failed',
  '',
  "    Locator: getByRole('list')",
  '',
  "    > 4 | test('shows a list', async ({ page }) => { await expect(page.getByRole('list')).toBeVisible(); });",
  '        |                                                                                 ^',
  '        at /project/tests/a.spec.js:4:81',
  '',
  '    Error Context: test-results/a-shows-a-list-chromium/error-context.md',
  '',
];
const SUMMARY = [
  '  1 failed',
  '    [chromium] › tests/a.spec.js:4:1 › shows a list ────────────────────────────────────────────────',
  '  1 passed (6.8s)',
];

describe('readReports, of what Playwright printed by its reporter', () => {
  test.each([
    [
      'list',
      [
        '  ✓  1 [chromium] › tests/a.spec.js:3:1 › shows a heading (1.2s)',
        '  ✘  2 [chromium] › tests/a.spec.js:4:1 › shows a list (1.2s)',
      ],
      ['[chromium] › tests/a.spec.js › shows a heading'],
    ],
    [
      'line',
      [
        '[1/2] [chromium] › tests/a.spec.js:3:1 › shows a heading',
        '[2/2] [chromium] › tests/a.spec.js:4:1 › shows a list',
      ],
      undefined,
    ],
    ['dot', ['·F'], undefined],
  ])('%s', (_, progress, passes) => {
    const [report, ...others] = read(
      'Running 2 tests using 1 worker',
      '',
      ...progress,
      '',
      ...FAILED,
      ...SUMMARY,
    );
    expect(others).toEqual([]);
    expect(report).toMatchObject({ framework: 'Playwright', passed: 1, failed: 1, skipped: 0 });
    expect(report?.passes).toEqual(passes);
    expect(report?.failures.map(({ name }) => name)).toEqual([
      '[chromium] › tests/a.spec.js › shows a list',
    ]);
    expect(report?.failures[0]?.detail).toContain('tests/a.spec.js:4:81');
  });
});

describe('readJUnit, of what was written by', () => {
  // Playwright 1.65.1
  test('Playwright', () => {
    const report =
      readJUnit(`<testsuites id="" name="" tests="2" failures="1" skipped="0" errors="0" time="17.137838">
<testsuite name="a.spec.js" timestamp="2026-11-21T14:40:31.519Z" hostname="chromium" tests="2" failures="1" skipped="0" time="3.241" errors="0">
<testcase name="shows a heading" classname="a.spec.js" time="1.81">
</testcase>
<testcase name="shows a list" classname="a.spec.js" time="1.431">
<system-out>
<![CDATA[
[[ATTACHMENT|test-results/a-shows-a-list-chromium/error-context.md]]
]]>
</system-out>
<failure message="expect(locator).toBeVisible() failed" type="expect.toBeVisible">
<![CDATA[  [chromium] › a.spec.js:4:1 › shows a list ────────

    Error: expect(locator).toBeVisible() failed
        at /project/tests/a.spec.js:4:81
]]>
</failure>
</testcase>
</testsuite>
</testsuites>`);
    expect(report).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
    expect(report?.passes).toEqual(['a.spec.js › shows a heading']);
    expect(report?.failures[0]?.name).toBe('a.spec.js › shows a list');
    expect(report?.failures[0]?.detail).toContain('/project/tests/a.spec.js:4:81');
  });

  // pytest 9.2.0 with Selenium 4.51.0
  test('pytest that drives a browser', () => {
    const report =
      readJUnit(`<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="0" failures="1" skipped="0" tests="2" time="9.220" timestamp="2026-11-21T14:41:04.367828+00:00" hostname="vm"><testcase classname="tests.test_page" name="test_shows_a_heading" time="4.621" /><testcase classname="tests.test_page" name="test_shows_a_list" time="4.013"><failure message="selenium.common.exceptions.NoSuchElementException: Message: no such element: Unable to locate element: {&quot;method&quot;:&quot;tag name&quot;,&quot;selector&quot;:&quot;li&quot;}&#10;  (Session info: chrome=156.0.8078.79)">def test_shows_a_list(browser):
        browser.get("data:text/html,&lt;h1&gt;Notes&lt;/h1&gt;")
&gt;       assert browser.find_element(By.TAG_NAME, "li").text == "One"

tests/test_page.py:24: </failure></testcase></testsuite></testsuites>`);
    expect(report).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
    expect(report?.failures[0]?.detail).toContain('{"method":"tag name","selector":"li"}');
    expect(report?.failures[0]?.detail).toContain('tests/test_page.py:24');
  });
});

describe('readReports, of what pytest 9.2.0 printed with Selenium 4.51.0', () => {
  test('a browser that shows no such element', () => {
    const [report] = read(
      'collected 2 items',
      '',
      'tests/test_page.py .F                                                    [100%]',
      '',
      '=================================== FAILURES ===================================',
      '______________________________ test_shows_a_list _______________________________',
      '',
      '>       assert browser.find_element(By.TAG_NAME, "li").text == "One"',
      '',
      'tests/test_page.py:24: ',
      '_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ ',
      'v/lib/python3.11/site-packages/selenium/webdriver/remote/webdriver.py:914: in find_element',
      '=========================== short test summary info ============================',
      'FAILED tests/test_page.py::test_shows_a_list - selenium.common.exceptions.NoS...',
      'PASSED tests/test_page.py::test_shows_a_heading',
      '========================= 1 failed, 1 passed in 9.15s ==========================',
    );
    expect(report).toMatchObject({ framework: 'pytest', passed: 1, failed: 1, skipped: 0 });
    expect(report?.passes).toEqual(['tests/test_page.py › test_shows_a_heading']);
    expect(report?.failures[0]?.detail).toContain('tests/test_page.py:24');
  });
});
