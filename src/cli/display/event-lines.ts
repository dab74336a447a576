import type { ObservedView } from '../../client/view.ts';
import type { JournalEntry } from '../../domain/status.ts';
import { formatDuration } from './duration.ts';
import { figures, statusSpan } from './frame.ts';
import { line, span } from './line.ts';
import type { Line, Span } from './line.ts';

const CLOCK_WIDTH = 7;

const clock = (ms: number): Span => span(`${formatDuration(ms).padStart(CLOCK_WIDTH)}  `, 'dim');

/** What the journal says. @param elapsedMs since the execution began */
export const journalLine = (text: JournalEntry['text'], elapsedMs: number): Line =>
  line(clock(elapsedMs), text);

/** Where an execution is, on one line. */
export const statusLine = (view: ObservedView): Line =>
  line(
    clock(view.elapsedMs),
    span(view.session, 'bold'),
    ' ',
    statusSpan(view),
    ` in ${view.phase} · ${figures(view, view.observedAt)}`,
  );
