import { blocks, countBefore } from '../report.ts';
import type { ReportReader, TestFailure } from '../report.ts';
import { passesIn, WITHIN } from './passes.ts';

/** The last of each name: both frameworks repeat failures in a summary at the end. */
const once = (failures: readonly TestFailure[]): readonly TestFailure[] => [
  ...new Map(failures.map((failure) => [failure.name, failure])).values(),
];

const LOAD = 'Test suite failed to run';

/** `  ● suite › title` below `FAIL file`; what a file printed stands below `  ● Console`. */
const jestFailures = (lines: readonly string[]): readonly TestFailure[] =>
  blocks(lines, /^FAIL /, /^(PASS |Test Suites:)/).flatMap(([heading = '', ...about]) => {
    const file = heading.replace(/^FAIL /, '').replace(/ \([\d.]+ m?s\)$/, '');
    return blocks(about, /^ {2}● /, /^Test Suites:/)
      .map(([title = '', ...rest]) => ({ title: title.slice(4), detail: rest.join('\n').trim() }))
      .filter(({ title }) => title !== 'Console' && !title.startsWith(' '))
      .map(({ title, detail }) => ({
        name: title === LOAD ? [file, LOAD].join(WITHIN) : title,
        detail,
      }));
  });

/** Files that could not be loaded have failed, though none of their tests is counted. */
const unloaded = (failures: readonly TestFailure[], pattern: RegExp): number =>
  failures.filter(({ name }) => pattern.test(name)).length;

/** ` FAIL  file > suite > title`, several in a row where they failed for the same reason. */
const vitestFailures = (lines: readonly string[]): readonly TestFailure[] => {
  const found = blocks(lines, /^ FAIL {2}/, /^( Test Files|⎯{20,})/);
  return found.map(([title = ''], at) => {
    const told = found.slice(at).find((block) => block.length > 1) ?? [];
    return {
      name: title.replace(/^ FAIL {2}/, '').trim(),
      detail: told.slice(1).join('\n').trim(),
    };
  });
};

/** `  suite`, `    ✓ title (2 ms)`: of one file, or with `--verbose`. */
const TREE = { pass: /^\s+[✓√] (.+)$/, heading: /^\s{2,}([^\s✓√✕×○✎●].*)$/ };

/** ` ✓ tests/a.test.ts > suite > title 2ms`, of the verbose reporter. */
const VERBOSE = /^ +[✓√] (\S+\.[cm]?[jt]sx? > .+?)(?: \d+ms)?$/;

const verbosePasses = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => {
    const name = VERBOSE.exec(line.slice(0, 1_000))?.[1];
    return name === undefined ? [] : [name.replaceAll(' > ', WITHIN)];
  });

const some = (passes: readonly string[], index: number): { readonly passes?: readonly string[] } =>
  index === 0 && passes.length > 0 ? { passes } : {};

/** `Tests:       2 failed, 1 skipped, 1 passed, 4 total`. */
export const readJest: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  const failures = once(jestFailures(lines));
  return lines
    .filter((line) => /^Tests: +.*\d+ total$/.test(line))
    .map((line, index) => ({
      framework: 'Jest',
      passed: countBefore(line, 'passed'),
      failed:
        countBefore(line, 'failed') +
        (index === 0 ? unloaded(failures, / › Test suite failed/) : 0),
      skipped: countBefore(line, 'skipped') + countBefore(line, 'todo'),
      failures: index === 0 ? failures : [],
      ...some(passesIn(lines, TREE), index),
    }));
};

/** `      Tests  1 failed | 3 passed | 1 skipped (5)`, or `      Tests  no tests`. */
export const readVitest: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  const failures = once(vitestFailures(lines));
  return lines
    .filter((line) => /^ +Tests {2}(.*\(\d+\)|no tests)$/.test(line))
    .map((line, index) => ({
      framework: 'Vitest',
      passed: countBefore(line, 'passed'),
      failed: countBefore(line, 'failed') + (index === 0 ? unloaded(failures, / \[ .+ \]$/) : 0),
      skipped: countBefore(line, 'skipped') + countBefore(line, 'todo'),
      failures: index === 0 ? failures : [],
      ...some(verbosePasses(lines), index),
    }));
};
