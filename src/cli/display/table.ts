import { line, span } from './line.ts';
import type { Line, Span } from './line.ts';
import { plainLine } from './plain-text.ts';

/** Rows of cells with every column but the last as wide as its widest cell; the first row is a head. */
export const table = (rows: readonly (readonly (string | Span)[])[]): readonly Line[] => {
  const textOf = (cell: string | Span): string =>
    plainLine(typeof cell === 'string' ? cell : cell.text);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => textOf(row[at] ?? '').length)),
  );
  return rows.map((row, number) =>
    line(
      ...row.map((cell, at) => {
        const last = at === row.length - 1;
        const text = last ? textOf(cell) : `${textOf(cell).padEnd(widths[at] ?? 0)}  `;
        const look = typeof cell === 'string' ? undefined : cell.look;
        return span(text, number === 0 ? 'dim' : look);
      }),
    ),
  );
};
