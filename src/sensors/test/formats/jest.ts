import { blocks, countBefore } from '../report.ts';
import type { ReportReader, TestFailure } from '../report.ts';
import { passesIn, WITHIN } from './passes.ts';

const failures = (
  lines: readonly string[],
  starts: RegExp,
  ends: RegExp,
): readonly TestFailure[] => {
  const found = blocks(lines, starts, ends).map(([title = '', ...rest]) => ({
    name: title.replace(starts, '').trim(),
    detail: rest.join('\n').trim(),
  }));
  // Both frameworks repeat failures in a summary at the end.
  return [...new Map(found.map((failure) => [failure.name, failure])).values()];
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
  return lines
    .filter((line) => /^Tests: +.*\d+ total$/.test(line))
    .map((line, index) => ({
      framework: 'Jest',
      passed: countBefore(line, 'passed'),
      failed: countBefore(line, 'failed'),
      skipped: countBefore(line, 'skipped') + countBefore(line, 'todo'),
      failures: index === 0 ? failures(lines, /^\s{2}● /, /^(Test Suites:|FAIL |PASS )/) : [],
      ...some(passesIn(lines, TREE), index),
    }));
};

/** `      Tests  1 failed | 3 passed | 1 skipped (5)`. */
export const readVitest: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  return lines
    .filter((line) => /^ +Tests {2}.*\(\d+\)$/.test(line))
    .map((line, index) => ({
      framework: 'Vitest',
      passed: countBefore(line, 'passed'),
      failed: countBefore(line, 'failed'),
      skipped: countBefore(line, 'skipped') + countBefore(line, 'todo'),
      failures: index === 0 ? failures(lines, /^ FAIL {2}/, /^( Test Files|⎯{20,})/) : [],
      ...some(verbosePasses(lines), index),
    }));
};
