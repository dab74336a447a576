import { blocks } from '../report.ts';
import type { ReportReader, TestFailure, TestReport } from '../report.ts';
import { lastTest, tapPoints } from './tap-points.ts';
import type { TapPoint } from './tap-points.ts';

/** node:test writes this protocol as well, in a form of its own. */
const OF_NODE = '# duration_ms ';
/** Lines of a stream that broke off, to be shown. */
const LAST = 30;

const namesOf = (points: readonly TapPoint[]): readonly string[] => [
  ...new Set(points.map(({ test }) => test)),
];

const failuresOf = (failed: readonly TapPoint[]): readonly TestFailure[] =>
  namesOf(failed).map((name) => ({
    name,
    detail: failed
      .filter(({ test }) => test === name)
      .map(({ detail }) => detail)
      .join('\n'),
  }));

/** What was promised and did not come: a process that ends early says nothing of the rest. */
const lostIn = (lines: readonly string[]): readonly TestFailure[] => {
  const plan = lines.find((line) => /^1\.\.\d{1,9}\b/.test(line));
  const planned = Number(/^1\.\.(\d+)/.exec(plan ?? '')?.[1] ?? 0);
  const there = lines.filter((line) => /^(not )?ok \d/.test(line)).length;
  const bailed = lines.some((line) => line.startsWith('Bail out!'));
  if (plan !== undefined && there >= planned && !bailed) return [];
  const detail = lines.slice(-LAST).join('\n').trim();
  return [{ name: lastTest(lines) ?? 'the first test', detail }];
};

const reportOf = (lines: readonly string[]): TestReport => {
  const points = tapPoints(lines);
  const of = (outcome: TapPoint['outcome']): readonly TapPoint[] =>
    points.filter((point) => point.outcome === outcome);
  const [passed, failed] = [of('passed'), of('failed')];
  const lost = lostIn(lines);
  const bad = new Set([...namesOf(failed), ...lost.map(({ name }) => name)]);
  const passes = namesOf(passed).filter((name) => !bad.has(name));
  // tape tells of a test that is left out by a comment, and gives it no point.
  const without = lines.filter((line) => /^# (SKIP|TODO) /.test(line)).length;
  return {
    framework: 'TAP',
    passed: passed.length,
    failed: failed.length + lost.length,
    skipped: Math.max(without, of('left out').length),
    failures: [...failuresOf(failed), ...lost],
    ...(passes.length > 0 ? { passes } : {}),
  };
};

/** `total ..... 11/14`, at the end of what early versions of tap print, a line for each file. */
const totalsOf = (lines: readonly string[]): readonly TestReport[] => {
  const [, ok, all] =
    lines.map((line) => /^total \.{3,} (\d{1,9})\/(\d{1,9})$/.exec(line)).find((each) => each) ??
    [];
  if (ok === undefined || all === undefined) return [];
  const files = blocks(lines, /^not ok \S+ \.+ \d+\/\d+$/, /^(?:ok|total) /);
  const failures = files.map(([title = '', ...rest]) => ({
    name: title.replace(/^not ok (\S+) .*$/, '$1'),
    detail: rest.join('\n').trim(),
  }));
  const failed = Math.max(Number(all) - Number(ok), failures.length);
  return [{ framework: 'TAP', passed: Number(ok), failed, skipped: 0, failures }];
};

/**
 * What tape, tap and others print in the Test Anything Protocol, a report for each process. As
 * they do, this counts what is asserted; names are those of the tests around it.
 */
export const readTapSuites: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  const streams = blocks(lines, /^TAP version \d+$/, /^\0$/)
    .filter((stream) => !stream.some((line) => line.startsWith(OF_NODE)))
    .map(reportOf)
    .filter(({ passed, failed, skipped }) => passed + failed + skipped > 0);
  return streams.length > 0 ? streams : totalsOf(lines);
};
