import { createLogUpdate } from 'log-update';
import type { Context } from '../context.ts';
import { formatDuration } from '../display/duration.ts';
import { line, render, span } from '../display/line.ts';

/** Says on a terminal what is being measured, and for how long. */
export interface JudgingProgress {
  readonly step: (name: string) => void;
  /** Takes the line away. */
  readonly done: () => void;
}

const TICK_MS = 500;

export const judgingProgress = ({ stdout, paint }: Context): JudgingProgress => {
  const update = createLogUpdate(stdout);
  const started = Date.now();
  const steps: string[] = [];
  const draw = (): void => {
    const parts = line(
      span('judging ', 'cyan'),
      `${formatDuration(Date.now() - started)}  ${steps.at(-1) ?? ''}`,
      span(steps.length > 1 ? `  after ${steps.slice(0, -1).join(', ')}` : '', 'dim'),
    );
    update(render(parts, paint, stdout.columns));
  };
  const timer = setInterval(draw, TICK_MS);
  return {
    step: (name) => {
      steps.push(name);
      draw();
    },
    done: () => {
      clearInterval(timer);
      update.clear();
      update.done();
    },
  };
};
