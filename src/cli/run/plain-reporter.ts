import type { ObservedView } from '../../client/view.ts';
import type { Context } from '../context.ts';
import { changes } from '../display/changes.ts';
import { changeLine, statusLine } from '../display/change-line.ts';
import type { Reporter } from './reporter.ts';

/** One line for each thing that happens. @param attached what was before is summed up in one line. */
export const plainReporter = ({ out }: Context, attached: boolean): Reporter => ({
  show: (view: ObservedView, before) => {
    if (before === undefined && attached) {
      out(statusLine(view));
      return;
    }
    const began = view.observedAt - view.elapsedMs;
    for (const change of changes(view, before)) {
      const text = changeLine(change, view.observedAt, began);
      if (text !== undefined) out(text);
    }
  },
  done: () => undefined,
});
