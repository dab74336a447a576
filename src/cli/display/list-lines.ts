import { formatUsd } from '../../domain/money.ts';
import { sumSpending } from '../../domain/spending.ts';
import type { ExecutionRow } from '../../ports/records.ts';
import { statusSpan } from './frame.ts';
import type { Line } from './line.ts';
import { spendingLines } from './spending-lines.ts';
import { table } from './table.ts';

const EXCERPT = 60;

const beginning = (text: string): string =>
  text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT - 1).trimEnd()}…`;

/** Executions as a table, and below it what they spent together. */
export const listLines = (rows: readonly ExecutionRow[]): readonly Line[] => [
  ...table([
    [
      'session',
      'status',
      'phase',
      'quality',
      'spent',
      'reserved',
      'possibly twice',
      'left',
      'started',
      'team',
      'requirement',
    ],
    ...rows.map((row) => [
      row.session,
      statusSpan(row),
      row.phase,
      row.quality?.toFixed(2) ?? '–',
      formatUsd(row.cost),
      formatUsd(row.spending.reservedNanoUsd),
      formatUsd(row.spending.possiblyBilledNanoUsd),
      row.spending.leftNanoUsd === undefined ? '–' : formatUsd(row.spending.leftNanoUsd),
      row.startedAt.toISOString().slice(0, 16).replace('T', ' '),
      row.team ?? 'personas',
      beginning(row.excerpt),
    ]),
  ]),
  ...spendingLines(sumSpending(rows.map(({ spending }) => spending))),
];
