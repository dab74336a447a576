import type { Context } from '../context.ts';
import { changes } from '../display/changes.ts';
import type { Reporter } from './reporter.ts';

/** One JSON object for each thing that happens; the fields are described in docs/cli.md. */
export const jsonReporter = ({ json }: Context): Reporter => ({
  show: (view, before) => {
    const { session, elapsedMs, costNanoUsd, calls } = view;
    for (const { event, ...change } of changes(view, before)) {
      json({ event, session, elapsedMs, costNanoUsd, calls, ...change });
    }
  },
  done: () => undefined,
});
