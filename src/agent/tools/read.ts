import { z } from 'zod';
import { defineTool, done, failed, pathInput } from './tool.ts';

/** Characters of one answer; a longer file is read in ranges. */
const TEXT_MAX = 40_000;

const line = z.int().min(1).max(1_000_000).optional();

/** Whole lines from `from` on, as many as fit, and the number of the last. */
const excerpt = (lines: readonly string[], from: number, to: number): readonly [string, number] => {
  const rows: string[] = [];
  let size = 0;
  for (let number = from; number <= to; number += 1) {
    const row = `${String(number)}\t${lines[number - 1] ?? ''}`;
    size += row.length + 1;
    if (size > TEXT_MAX) {
      if (rows.length === 0) rows.push(`${row.slice(0, TEXT_MAX)}…`);
      break;
    }
    rows.push(row);
  }
  return [rows.join('\n'), from + rows.length - 1];
};

/** A text file, or some of its lines. */
export const read = defineTool({
  name: 'read',
  description:
    'Reads a text file, each line with its number and a tab before it. Give "from" and "to" for some of the lines (counted from 1).',
  input: z.strictObject({ path: pathInput, from: line, to: line }),
  run: async ({ path, from = 1, to }, { files, reach }) => {
    if (!reach.mayRead(path)) return failed(`"${path}" is not among the files that you may read.`);
    const text = await files.text(path);
    if (!text.ok) return failed(text.problem);
    if (text.value === '') return done(`"${path}" is empty.`);
    const lines = text.value.replace(/\n$/, '').split('\n');
    if (from > lines.length) return failed(`"${path}" has ${String(lines.length)} lines.`);
    const [shown, last] = excerpt(
      lines,
      from,
      Math.min(Math.max(to ?? lines.length, from), lines.length),
    );
    return last < lines.length
      ? done(`${shown}\n(lines ${String(from)} to ${String(last)} of ${String(lines.length)})`)
      : done(shown);
  },
});
