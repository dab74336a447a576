import { createLogUpdate } from 'log-update';
import type { ObservedView } from '../../client/view.ts';
import type { Context } from '../context.ts';
import { frame } from '../display/frame.ts';
import { render } from '../display/line.ts';
import { withSize } from '../display/terminal-size.ts';
import type { Reporter } from './reporter.ts';
import { steadyClock } from './steady-clock.ts';

/** Between two frames, in ms: clocks go on although nothing has changed. */
const TICK_MS = 500;

/** Draws the whole state over and over on a terminal. */
export const liveReporter = (
  { stdout: terminal, paint }: Context,
  usualMs: number | undefined,
): Reporter => {
  const stdout = withSize(terminal);
  const update = createLogUpdate(stdout);
  const steady = steadyClock();
  let latest: ObservedView | undefined;
  const draw = (): void => {
    if (latest === undefined) return;
    const lines = frame(latest, { now: Date.now(), usualMs });
    const rows = Math.max(1, stdout.rows - 1);
    update(
      lines
        .slice(0, rows)
        .map((parts) => render(parts, paint, stdout.columns))
        .join('\n'),
    );
  };
  const timer = setInterval(draw, TICK_MS);
  return {
    show: (view) => {
      latest = steady(view);
      draw();
    },
    done: () => {
      clearInterval(timer);
      draw();
      update.done();
    },
  };
};
