import { blocks } from '../report.ts';
import type { ReportReader, TestFailure } from '../report.ts';

/** `  Total:     4`, `  Passed:    3`, `  Skipped:   1`: at the end of each process. */
const counted = (block: readonly string[], word: string): number =>
  Number(
    block.flatMap((line) => new RegExp(`^ {2}${word}: +(\\d+)$`).exec(line)?.[1] ?? [])[0] ?? 0,
  );

/** `   FAIL  "is wrong"`, with the suite before it where it has a name. */
const failuresIn = (lines: readonly string[]): readonly TestFailure[] =>
  blocks(lines, /^ {3}FAIL {2}/, /^(?: {2}Total: |.*• )/).map(([title = '', ...rest]) => ({
    name: title.replace(/^ {3}FAIL {2}/, '').replace(/"/g, ''),
    detail: rest.join('\n').trim(),
  }));

/** uvu names only the tests that fail. */
export const readUvu: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  const failures = failuresIn(lines);
  return blocks(lines, /^ {2}Total: +\d+$/, /^ {2}Duration: /).map((block, index) => {
    const [all, passed, skipped] = [
      counted(block, 'Total'),
      counted(block, 'Passed'),
      counted(block, 'Skipped'),
    ];
    return {
      framework: 'uvu',
      passed,
      // What is skipped is no part of the total.
      failed: Math.max(0, all - passed),
      skipped,
      failures: index === 0 ? failures : [],
    };
  });
};
