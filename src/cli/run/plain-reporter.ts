import type { ObservedView } from '../../client/view.ts';
import type { Context } from '../context.ts';
import { journalLine, statusLine } from '../display/event-lines.ts';
import { changes } from '../display/changes.ts';
import type { Change } from '../display/changes.ts';
import { fallbackText, modelUseLines } from '../display/model-use-lines.ts';
import type { Reporter } from './reporter.ts';
import { steadyClock } from './steady-clock.ts';
import { createWaitsTold } from './waits-told.ts';

/** What the journal does not tell: whose models are others, and who answered in whose place. */
const modelTexts = (change: Change): readonly string[] => {
  if (change.event === 'fallback') return [`${fallbackText(change)}.`];
  if (change.event !== 'models' || change.models === undefined) return [];
  const { phases, personas } = change.models;
  return Object.entries({ ...phases, ...personas }).map(
    ([name, list]) => `${name} asks ${list ?? ''}.`,
  );
};

/**
 * One line for each thing that happens, as the journal tells it: the journal has no gaps, however
 * short a persona run is.
 * @param attached what was before is summed up in one line.
 */
export const plainReporter = ({ out }: Context, attached: boolean): Reporter => {
  const steady = steadyClock();
  const waitsToTell = createWaitsTold();
  /** What the last line said, in ms: the clocks of two machines may differ, lines do not go back. */
  let told = 0;
  const since = (ms: number): number => (told = Math.max(told, ms));
  const tellWaits = (view: ObservedView): void => {
    for (const reason of waitsToTell(view)) {
      out(journalLine(`Waits by itself: ${reason}`, since(view.elapsedMs)));
    }
  };
  return {
    show: (seen: ObservedView, before) => {
      const view = steady(seen);
      if (before === undefined && attached) {
        since(view.elapsedMs);
        out(statusLine(view));
        for (const parts of modelUseLines(view)) out(parts);
        tellWaits(view);
        return;
      }
      const began = view.observedAt - view.elapsedMs;
      for (const change of changes(view, before)) {
        if (change.event === 'journal') out(journalLine(change.text, since(change.at - began)));
        for (const text of modelTexts(change)) out(journalLine(text, since(view.elapsedMs)));
      }
      tellWaits(view);
    },
    done: () => undefined,
  };
};
