import type { ObservedView } from '../../client/view.ts';
import type { Context } from '../context.ts';
import { journalLine, statusLine } from '../display/event-lines.ts';
import { changes } from '../display/changes.ts';
import type { Reporter } from './reporter.ts';

/**
 * One line for each thing that happens, as the journal tells it: the journal has no gaps, however
 * short a persona run is.
 * @param attached what was before is summed up in one line.
 */
export const plainReporter = ({ out }: Context, attached: boolean): Reporter => ({
  show: (view: ObservedView, before) => {
    if (before === undefined && attached) {
      out(statusLine(view));
      return;
    }
    const began = view.observedAt - view.elapsedMs;
    for (const change of changes(view, before)) {
      if (change.event === 'journal') out(journalLine(change, began));
    }
  },
  done: () => undefined,
});
