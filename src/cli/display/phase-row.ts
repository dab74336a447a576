import type { PhaseView } from '../../domain/status.ts';
import { line, span } from './line.ts';
import type { Line, Look, Span } from './line.ts';

export const hasPassed = ({ state }: PhaseView): boolean =>
  state === 'passed' || state === 'accepted';

const MARKS: Readonly<Record<PhaseView['state'], readonly [string, Look]>> = {
  waiting: ['·', 'dim'],
  running: ['▸', 'cyan'],
  passed: ['✓', 'green'],
  accepted: ['✓', 'yellow'],
  failing: ['✗', 'red'],
};

/** `  0.93 of 0.60`, or nothing before the first gate. */
const scoreText = ({ score, threshold }: PhaseView): string =>
  score === undefined || threshold === undefined
    ? ''
    : `  ${score.toFixed(2)} of ${threshold.toFixed(2)}`;

const rest = (view: PhaseView): readonly (string | Span)[] => {
  if (view.iteration === 0) return [];
  const iteration = `iteration ${String(view.iteration)} of ${String(view.limit)}`;
  const accepted = view.acceptedBy === undefined ? '' : `  accepted by ${view.acceptedBy}`;
  return [span(iteration, 'dim'), `${scoreText(view)}${accepted}`];
};

const NAME_WIDTH = 16;

/** One phase: mark, name, iteration, score against threshold. */
export const phaseRow = (view: PhaseView): Line => {
  const [mark, look] = MARKS[view.state];
  const more = rest(view);
  const name = more.length === 0 ? view.phase : view.phase.padEnd(NAME_WIDTH);
  const nameSpan = view.state === 'waiting' ? span(name, 'dim') : name;
  return line(span(mark, look), ' ', nameSpan, ...more);
};
