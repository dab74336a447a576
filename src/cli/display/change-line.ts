import type { ObservedView } from '../../client/view.ts';
import type { Change } from './changes.ts';
import { formatDuration } from './duration.ts';
import { figures, statusSpan } from './frame.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';

const CLOCK_WIDTH = 7;

const clock = (ms: number) => span(`${formatDuration(ms).padStart(CLOCK_WIDTH)}  `, 'dim');

/**
 * The line for a change, or nothing where the journal says the same and says it without gaps.
 * @param now when it was seen, and @param began when the execution began, ms since the epoch.
 */
export const changeLine = (change: Change, now: number, began: number): Line | undefined => {
  switch (change.event) {
    case 'journal':
      return line(clock(change.at - began), change.text);
    case 'persona_started':
      return line(clock(now - began), `${change.persona} starts (${change.phase}).`);
    case 'phase':
    case 'persona_ended':
    case 'gate':
    case 'status':
      return undefined;
  }
};

/** Where an execution is, on one line. */
export const statusLine = (view: ObservedView): Line =>
  line(
    clock(view.elapsedMs),
    span(view.session, 'bold'),
    ' ',
    statusSpan(view),
    ` in ${view.phase} · ${figures(view, view.observedAt)}`,
  );
