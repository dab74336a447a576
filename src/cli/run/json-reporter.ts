import type { Context } from '../context.ts';
import { changes } from '../display/changes.ts';
import type { Reporter } from './reporter.ts';
import { createWaitsTold } from './waits-told.ts';

/** One JSON object for each thing that happens; the fields are described in docs/cli.md. */
export const jsonReporter = ({ json }: Context): Reporter => {
  const waitsToTell = createWaitsTold();
  return {
    show: (view, before) => {
      const { session, elapsedMs, costNanoUsd, calls } = view;
      for (const { event, ...change } of changes(view, before)) {
        json({ event, session, elapsedMs, costNanoUsd, calls, ...change });
      }
      for (const reason of waitsToTell(view)) {
        json({ event: 'waits_by_itself', session, elapsedMs, costNanoUsd, calls, reason });
      }
    },
    done: () => undefined,
  };
};
