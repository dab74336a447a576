import { blocks } from '../report.ts';
import type { ReportReader, TestFailure, TestReport } from '../report.ts';

/** The last lines of a run of node:test, in its `spec` (ℹ) and `tap` (#) reporters. */
const SUMMARY = /^(?:ℹ|#) (tests|pass|fail|cancelled|skipped|todo) (\d+)$/;

const counts = (lines: readonly string[]): TestReport => {
  const count = Object.fromEntries(
    lines.flatMap((line) => {
      const [, key, value] = SUMMARY.exec(line) ?? [];
      return key === undefined ? [] : [[key, Number(value)] as const];
    }),
  );
  const of = (key: string): number => count[key] ?? 0;
  return {
    framework: 'node:test',
    passed: of('pass'),
    failed: of('fail') + of('cancelled'),
    skipped: of('skipped') + of('todo'),
    failures: [],
  };
};

/** `test at file:line:column`, `✖ name (1.2ms)`, error and stack: the end of a `spec` report. */
const specFailures = (lines: readonly string[]): readonly TestFailure[] => {
  const from = lines.findLastIndex((line) => line.trim() === '✖ failing tests:');
  if (from === -1) return [];
  return blocks(lines.slice(from + 1), /^test at .+:\d+:\d+$/, /^(ℹ|npm ERR|npm error)/).map(
    ([place = '', title = '', ...rest]) => ({
      name: title.replace(/^✖ /, '').replace(/ \([\d.]+ms\)$/, ''),
      detail: [...rest, place.replace(/^test at /, '')].join('\n').trim(),
    }),
  );
};

/** A suite fails with its tests, and is not one. */
const OF_SUBTESTS = /failureType: '(subtestsFailed|parentAlreadyFinished)'/;

/** `not ok 2 - name`, and what is indented below it. */
const tapFailures = (lines: readonly string[]): readonly TestFailure[] =>
  blocks(lines, /^\s*not ok \d+ - /, /^\s*(ok \d+|# Subtest|1\.\.\d+|\.\.\.$|# )/)
    .map(([title = '', ...rest]) => ({
      name: title.replace(/^\s*not ok \d+ - /, '').replace(/ # (SKIP|TODO).*$/, ''),
      detail: rest.join('\n').trim(),
    }))
    .filter(({ detail }) => !OF_SUBTESTS.test(detail));

export const readNodeTest: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  const summaries = blocks(lines, /^(?:ℹ|#) tests \d+$/, /^(?:ℹ|#) duration_ms /).map(counts);
  const failures = [...specFailures(lines), ...tapFailures(lines)];
  // Failures can't be told apart by summary; they stand with the first that has any.
  const owner = summaries.findIndex(({ failed }) => failed > 0);
  return summaries.map((report, index) => (index === owner ? { ...report, failures } : report));
};
