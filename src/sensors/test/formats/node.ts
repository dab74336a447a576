import { blocks } from '../report.ts';
import type { ReportReader, TestFailure, TestReport } from '../report.ts';
import { passesIn } from './passes.ts';

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

const LEFT_OUT = /# (?:SKIP|TODO)\b/i;

/** Both reporters print a heading before what is below it, `tap` before every test. */
const SPEC = { pass: /^\s*✔ (.+)$/, heading: /^\s*▶ (.+)$/ };
const TAP = { pass: /^\s*ok \d+ - (.+)$/, heading: /^\s*# Subtest: (.+)$/ };

const passesOf = (lines: readonly string[], tap: boolean): readonly string[] => {
  const known = lines.filter((line) => !LEFT_OUT.test(line));
  if (!tap) return passesIn(known, SPEC);
  // The heading of a test without tests in it says what the next line says.
  const marks = known.filter((line) => TAP.heading.test(line) || TAP.pass.test(line));
  return passesIn(
    marks.filter((line, at) => !TAP.heading.test(line) || !isPassOf(line, marks[at + 1] ?? '')),
    TAP,
  ).map((name) => name.replace(/\\([#\\])/g, '$1'));
};

const isPassOf = (heading: string, line: string): boolean => {
  const [title, indent] = [TAP.heading.exec(heading)?.[1], /^\s*/.exec(heading)?.[0].length];
  return TAP.pass.exec(line)?.[1] === title && /^\s*/.exec(line)?.[0].length === indent;
};

export const readNodeTest: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  // Others who print TAP end in nearly the same words.
  const others =
    lines.some((line) => line.startsWith('TAP ')) && !output.includes('# duration_ms ');
  if (others) return [];
  const summaries = blocks(lines, /^(?:ℹ|#) tests \d+$/, /^(?:ℹ|#) duration_ms /)
    .filter((block) => !block.some((line) => /^# pass {2}/.test(line)))
    .map(counts);
  const failures = [...specFailures(lines), ...tapFailures(lines)];
  // Failures can't be told apart by summary; they stand with the first that has any.
  const owner = summaries.findIndex(({ failed }) => failed > 0);
  const passes = passesOf(lines, lines.includes('TAP version 13'));
  return summaries.map((report, index) => ({
    ...report,
    ...(index === owner ? { failures } : {}),
    ...(index === 0 && passes.length > 0 ? { passes } : {}),
  }));
};
