import type { ReportReader, TestFailure } from '../report.ts';

const POINT = /^(not )?ok\b(?: \d+)?(?: - | )?(.*)$/;
const LEFT_OUT = /# (?:SKIP|TODO)\b/i;

/** What is indented below a point that is not ok. */
const detailAfter = (lines: readonly string[], at: number): string => {
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => line !== '' && !/^\s/.test(line));
  return rest
    .slice(0, end === -1 ? rest.length : end)
    .join('\n')
    .trim();
};

/**
 * The Test Anything Protocol: points at the start of a line are tests; those further in belong to
 * one of them. Points that the plan `1..N` promises and that never came have failed.
 */
export const readTap: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  const points = lines.flatMap((line, at) => {
    const [whole, not, rest = ''] = POINT.exec(line) ?? [];
    return whole === undefined ? [] : [{ at, failed: not !== undefined, rest }];
  });
  const planned = Number(
    lines.flatMap((line) => /^1\.\.(\d{1,9})\b/.exec(line)?.[1] ?? [])[0] ?? -1,
  );
  if (points.length === 0 && planned < 0) return [];
  const skipped = points.filter(({ rest }) => LEFT_OUT.test(rest));
  const failures = points
    .filter(({ failed, rest }) => failed && !LEFT_OUT.test(rest))
    .map(({ at, rest }): TestFailure => ({
      name: rest.slice(0, 400).trim(),
      detail: detailAfter(lines, at),
    }));
  const bailed = lines.some((line) => line.startsWith('Bail out!')) ? 1 : 0;
  const lost = Math.max(bailed, planned - points.length, 0);
  return [
    {
      framework: 'TAP',
      passed: points.length - skipped.length - failures.length,
      failed: failures.length + lost,
      skipped: skipped.length,
      failures,
    },
  ];
};
