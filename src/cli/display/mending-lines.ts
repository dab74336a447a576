import type { BeforeAfter, Change } from '../../domain/before-after.ts';
import { DIMENSIONS } from '../../domain/dimensions.ts';
import type { MendingPlan } from '../../domain/mending.ts';
import { PHASES } from '../../domain/phases.ts';
import type { Finding } from '../../domain/finding.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';
import { table } from './table.ts';

/** Findings of one owner that are shown; `--json` has all of them. */
const SHOWN = 5;

const findingLines = (findings: readonly Finding[]): readonly Line[] => [
  ...findings.slice(0, SHOWN).map(({ rule, message }) => line(`    ${rule}: `, message)),
  ...(findings.length > SHOWN
    ? [line(span(`    and ${String(findings.length - SHOWN)} more`, 'dim'))]
    : []),
];

/** Who would mend what, in the order in which they would work. */
export const planLines = ({ runs, left }: MendingPlan): readonly Line[] => [
  line(
    span('plan        ', 'dim'),
    runs.length === 0 ? 'no persona run' : `${String(runs.length)} persona runs to begin with`,
  ),
  ...runs.flatMap(({ persona, phase, findings }) => [
    line('  ', span(persona, 'bold'), ` (${phase}), findings: ${String(findings.length)}`),
    ...findingLines(findings),
  ]),
  ...(left.length === 0 ? [] : [line(span('  for a person', 'yellow')), ...findingLines(left)]),
];

const score = (value: number | undefined): string =>
  value === undefined ? 'unknown' : value.toFixed(2);

const row = (name: string, { before, after }: Change): readonly string[] => [
  `  ${name}`,
  score(before),
  score(after),
];

/** What mending changed, by phase and by dimension. */
export const beforeAfterLines = (changed: BeforeAfter): readonly Line[] =>
  table([
    ['  measured', 'before', 'after'],
    row('whole', changed.score),
    ...PHASES.map((phase) => row(phase, changed.phases[phase])),
    ...DIMENSIONS.map((name) => row(name, changed.dimensions[name])),
    [
      '  errors',
      String(changed.errors.before ?? 'unknown'),
      String(changed.errors.after ?? 'unknown'),
    ],
  ]);
