/** The live display, as a pure function of a view and the time. */
import { formatUsd } from '../../domain/money.ts';
import type { ObservedView } from '../../client/view.ts';
import { bar, progressOf } from './bar.ts';
import { formatDuration } from './duration.ts';
import { line, span } from './line.ts';
import type { Line, Look } from './line.ts';
import { modelUseLines } from './model-use-lines.ts';
import { phaseRow } from './phase-row.ts';
import { qualityLines } from './quality-lines.ts';
import { spendingLines } from './spending-lines.ts';
import { standingLines } from './waits.ts';

const LOOKS: Readonly<Record<ObservedView['status'], Look>> = {
  running: 'cyan',
  pausing: 'yellow',
  paused: 'yellow',
  awaiting_approval: 'yellow',
  blocked: 'yellow',
  completed: 'green',
  failed: 'red',
  cancelled: 'red',
};

export const statusSpan = ({ status }: Pick<ObservedView, 'status'>) =>
  span(status.replace('_', ' '), LOOKS[status]);

const ofBudget = ({ budgetNanoUsd: most }: ObservedView): string =>
  most === undefined ? '' : ` of ${formatUsd(most)}`;

/** `12 calls · $0.01 · 0:42`; the clock goes on between two views while it works. */
export const figures = (view: ObservedView, now: number): string => {
  const ticking = view.status === 'running' || view.status === 'pausing';
  const since = ticking ? Math.max(0, now - view.observedAt) : 0;
  return [
    `${String(view.calls)} ${view.calls === 1 ? 'call' : 'calls'}`,
    `${formatUsd(view.costNanoUsd)}${ofBudget(view)}`,
    formatDuration(view.elapsedMs + since),
  ].join(' · ');
};

const workers = (view: ObservedView, now: number): readonly Line[] =>
  view.running.map(({ persona, since }) =>
    line('    ', span(persona, 'cyan'), span(` ${formatDuration(now - since)}`, 'dim')),
  );

const phases = (view: ObservedView, now: number): readonly Line[] =>
  view.phases.flatMap((phase) => [
    phaseRow(phase),
    ...(phase.phase === view.phase ? workers(view, now) : []),
  ]);

export interface FrameOptions {
  /** ms since the epoch. */
  readonly now: number;
  /** How long executions like this one have taken, in ms, where that is known. */
  readonly usualMs?: number | undefined;
}

const remaining = (view: ObservedView, { now, usualMs }: FrameOptions): string => {
  if (usualMs === undefined || view.status !== 'running') return '';
  const left = usualMs - view.elapsedMs - (now - view.observedAt);
  return left <= 0 ? '' : ` · about ${formatDuration(left)} left`;
};

/** What is said of where a view comes from. */
const SOURCES: Readonly<Record<ObservedView['source'], readonly string[]>> = {
  workflow: [],
  records: ['No worker answers; from the records.'],
  temporal: ['No worker answers, and nothing was recorded; from Temporal.'],
};

/** The whole display, top to bottom. */
export const frame = (view: ObservedView, options: FrameOptions): readonly Line[] => [
  line(
    span(view.session, 'bold'),
    '  ',
    statusSpan(view),
    `  model ${view.model ?? '–'}`,
    view.team === undefined ? '' : '  one persona alone',
  ),
  line(
    span(bar(progressOf(view)), 'cyan'),
    `  ${figures(view, options.now)}${remaining(view, options)}`,
  ),
  ...phases(view, options.now),
  ...modelUseLines(view),
  ...qualityLines(view.phases),
  ...spendingLines(view.spending),
  ...standingLines(view),
  ...SOURCES[view.source].map((text) => line(span(text, 'dim'))),
];
