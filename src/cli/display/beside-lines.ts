import { sayFigure } from '../../domain/beside.ts';
import type { Beside } from '../../domain/beside.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';
import { table } from './table.ts';

/** Two executions as a table, a row for each figure. */
export const besideLines = (beside: Beside): readonly Line[] => [
  ...table([
    ['', ...beside.names],
    ['status', ...beside.statuses],
    ['team', ...beside.teams],
    ['model', ...beside.models],
    ...beside.rows.map(({ name, unit, values }) => [
      name,
      ...values.map((value) => sayFigure(unit, value)),
    ]),
  ]),
  ...(beside.sameRequirement
    ? []
    : [
        line(
          span(
            'They were given different requirements: these figures are not comparable.',
            'yellow',
          ),
        ),
      ]),
];
