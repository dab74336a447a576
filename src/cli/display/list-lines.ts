import { formatUsd } from '../../domain/money.ts';
import type { ExecutionRow } from '../../ports/records.ts';
import { statusSpan } from './frame.ts';
import type { Line } from './line.ts';
import { table } from './table.ts';

const EXCERPT = 60;

const beginning = (text: string): string =>
  text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT - 1).trimEnd()}…`;

/** Executions as a table. */
export const listLines = (rows: readonly ExecutionRow[]): readonly Line[] =>
  table([
    ['session', 'status', 'phase', 'quality', 'cost', 'started', 'requirement'],
    ...rows.map((row) => [
      row.session,
      statusSpan(row),
      row.phase,
      row.quality?.toFixed(2) ?? '–',
      formatUsd(row.cost),
      row.startedAt.toISOString().slice(0, 16).replace('T', ' '),
      beginning(row.excerpt),
    ]),
  ]);
