import { blocks } from '../report.ts';
import type { ReportReader } from '../report.ts';
import { passesIn } from './passes.ts';

const TREE = { pass: /^\s+[✓✔√] (.+)$/, heading: /^\s{2,}([^\s✓✔√\d-].*)$/ };

const count = (output: string, word: string): number =>
  Number(new RegExp(`^ {2}(\\d+) ${word}\\b`, 'm').exec(output)?.[1] ?? 0);

/** `  3 passing (12ms)`, `  1 failing`, `  1 pending`; failures are numbered below. */
export const readMocha: ReportReader = (output) => {
  if (!/^ {2}\d+ passing \(/m.test(output)) return [];
  const lines = output.split(/\r?\n/);
  const from = lines.findIndex((line) => /^ {2}\d+ failing$/.test(line));
  const passes = passesIn(from === -1 ? lines : lines.slice(0, from), TREE);
  const listed = from === -1 ? [] : blocks(lines.slice(from + 1), /^ {2}\d+\) /, /^\S/);
  return [
    {
      framework: 'Mocha',
      passed: count(output, 'passing'),
      failed: count(output, 'failing'),
      skipped: count(output, 'pending'),
      failures: listed.map(([title = '', ...rest]) => ({
        name: title.replace(/^ {2}\d+\) /, '').trim(),
        detail: rest.join('\n').trim(),
      })),
      ...(passes.length > 0 ? { passes } : {}),
    },
  ];
};
