import { blocks } from '../report.ts';
import type { ReportReader, TestFailure } from '../report.ts';
import { passesIn, WITHIN } from './passes.ts';

const TREE = { pass: /^\s+[✓✔√] (.+)$/, heading: /^\s{2,}([^\s✓✔√\d-].*)$/ };

const count = (output: string, word: string): number =>
  Number(new RegExp(`^ {2}(\\d+) ${word}\\b`, 'm').exec(output)?.[1] ?? 0);

/** Suites and a test, a line each, further and further in; the last one ends with a colon. */
const failureIn = (block: readonly string[]): TestFailure => {
  const end = Math.max(
    0,
    block.findIndex((line) => line.endsWith(':')),
  );
  const [titles, rest] = [block.slice(0, end + 1), block.slice(end + 1)];
  return {
    name: titles
      .map((line) => line.replace(/^ {2}\d+\) /, '').trim())
      .join(WITHIN)
      .replace(/:$/, ''),
    detail: rest.join('\n').trim(),
  };
};

/** `  3 passing (12ms)`, `  1 failing`, `  1 pending`; failures are numbered below. */
export const readMocha: ReportReader = (output) => {
  if (!/^ {2}\d+ passing \(/m.test(output)) return [];
  const lines = output.split(/\r?\n/);
  const from = lines.findIndex((line) => /^ {2}\d+ failing$/.test(line));
  const passes = passesIn(from === -1 ? lines : lines.slice(0, from), TREE);
  // What went wrong may begin at the start of a line: only what npm says is no part of it.
  const listed =
    from === -1 ? [] : blocks(lines.slice(from + 1), /^ {2}\d+\) /, /^npm (ERR|error)/);
  return [
    {
      framework: 'Mocha',
      passed: count(output, 'passing'),
      failed: count(output, 'failing'),
      skipped: count(output, 'pending'),
      failures: listed.map(failureIn),
      ...(passes.length > 0 ? { passes } : {}),
    },
  ];
};
