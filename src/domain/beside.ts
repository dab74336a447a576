import { DIMENSIONS } from './dimensions.ts';
import type { NanoUsd } from './money.ts';
import { formatUsd } from './money.ts';
import { JUDGE } from './opinions.ts';
import { PHASES } from './phases.ts';
import { figuresOfGate, lastGates } from './quality-report.ts';
import type { QualityReport, ReportGate } from './quality-report.ts';

/** One figure of two executions; absent where it was not measured. */
export interface BesideRow {
  readonly kind: 'phase' | 'dimension' | 'figure';
  readonly name: string;
  readonly unit: 'score' | 'count' | 'nanoUsd' | 'ms';
  readonly values: readonly [number | undefined, number | undefined];
}

/** Two executions side by side. */
export interface Beside {
  readonly names: readonly [string, string];
  readonly statuses: readonly [string, string];
  readonly teams: readonly ['personas' | 'single', 'personas' | 'single'];
  readonly models: readonly [string, string];
  /** With different requirements the figures say nothing of who does better. */
  readonly sameRequirement: boolean;
  readonly rows: readonly BesideRow[];
}

type Execution = NonNullable<QualityReport['execution']>;
type Read = (report: QualityReport, last: ReadonlyMap<string, ReportGate>) => number | undefined;

const sumOf =
  (pick: (gate: ReportGate) => number): Read =>
  (_report, last) =>
    [...last.values()].reduce((sum, gate) => sum + pick(gate), 0);

const ofExecution =
  (pick: (execution: Execution) => number): Read =>
  ({ execution }) =>
    execution === undefined ? undefined : pick(execution);

const FIGURES: readonly (readonly [string, BesideRow['unit'], Read])[] = [
  ['phases passed', 'count', sumOf(({ verdict }) => (verdict === 'passed' ? 1 : 0))],
  ['judgements', 'count', ({ gates }) => gates.length],
  ['errors left', 'count', sumOf(({ errors }) => errors)],
  ['warnings left', 'count', sumOf(({ warnings }) => warnings)],
  [
    'persona runs',
    'count',
    ({ personas }) =>
      personas.filter(({ persona }) => persona !== JUDGE).reduce((sum, { runs }) => sum + runs, 0),
  ],
  ['model calls', 'count', ofExecution(({ calls }) => calls)],
  ['cost', 'nanoUsd', ofExecution(({ costNanoUsd }) => costNanoUsd)],
  ['elapsed', 'ms', ofExecution(({ elapsedMs }) => elapsedMs)],
];

/** Puts one execution beside another: scores, cost and time of each; which is better, it does not say. */
export const besideOf = (a: QualityReport, b: QualityReport): Beside => {
  const sides = [a, b].map((report) => ({
    report,
    last: new Map(lastGates(report).map((gate) => [gate.phase as string, gate])),
  }));
  const both = (read: Read): BesideRow['values'] => {
    const [first, second] = sides.map(({ report, last }) => read(report, last));
    return [first, second];
  };
  return {
    names: [a.name, b.name],
    statuses: [a.status, b.status],
    teams: [a.execution?.team ?? 'personas', b.execution?.team ?? 'personas'],
    models: [a.execution?.model ?? '', b.execution?.model ?? ''],
    sameRequirement: a.execution?.requirement === b.execution?.requirement,
    rows: [
      ...PHASES.map((name): BesideRow => {
        const values = both((_report, last) => last.get(name)?.score);
        return { kind: 'phase', name, unit: 'score', values };
      }),
      ...DIMENSIONS.map((name): BesideRow => {
        // The last gate that was judged measures all again.
        const values = both(({ gates }) => figuresOfGate(gates.at(-1))[name]);
        return { kind: 'dimension', name, unit: 'score', values };
      }),
      ...FIGURES.map(([name, unit, read]): BesideRow => {
        return { kind: 'figure', name, unit, values: both(read) };
      }),
    ],
  };
};

/** A value as people read it; one that nobody measured is unknown. */
export const sayFigure = (unit: BesideRow['unit'], value: number | undefined): string => {
  if (value === undefined) return 'unknown';
  switch (unit) {
    case 'score':
      return value.toFixed(2);
    case 'count':
      return String(value);
    case 'nanoUsd':
      return formatUsd(value as NanoUsd);
    case 'ms':
      return `${(value / 1_000).toFixed(1)} s`;
  }
};
