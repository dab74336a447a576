import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Context } from '../../src/cli/context.ts';
import { render } from '../../src/cli/display/line.ts';
import { plainReporter } from '../../src/cli/run/plain-reporter.ts';
import type { ObservedView } from '../../src/client/view.ts';
import { NO_COST } from '../../src/domain/money.ts';
import { PHASES } from '../../src/domain/phases.ts';
import { EXIT } from '../../src/cli/exit-codes.ts';

const START = 1_700_000_000_000;

/** A step of the workflow, in ms since the start, and how much later it was seen. */
interface Seen {
  readonly at: number;
  readonly lag: number;
}

const viewOf = (steps: readonly Seen[], upTo: number): ObservedView => {
  const { at, lag } = steps[upTo] ?? { at: 0, lag: 0 };
  return {
    session: 'shop',
    status: 'running',
    phase: 'requirements',
    phases: PHASES.map((phase) => ({ phase, state: 'waiting', iteration: 0, limit: 3 })),
    running: [],
    costNanoUsd: NO_COST,
    calls: 0,
    elapsedMs: at,
    journal: steps.slice(0, upTo + 1).map((step, index) => ({
      seq: index + 1,
      at: START + step.at,
      text: `Step ${String(index)}.`,
    })),
    source: 'workflow',
    observedAt: START + at + lag,
  };
};

/** The lines that a reporter writes for these steps. */
const linesOf = (steps: readonly Seen[], attached: boolean): readonly string[] => {
  const lines: string[] = [];
  const context: Context = {
    out: (parts) => {
      lines.push(typeof parts === 'string' ? parts : render(parts, (_look, text) => text));
    },
    text: () => undefined,
    json: () => undefined,
    say: () => undefined,
    paint: (_look, text) => text,
    stdout: process.stdout,
    closed: new AbortController().signal,
    exitCode: EXIT.completed,
  };
  const reporter = plainReporter(context, attached);
  let before: ObservedView | undefined;
  for (const index of steps.keys()) {
    const view = viewOf(steps, index);
    reporter.show(view, before);
    before = view;
  }
  return lines;
};

const secondsOf = (line: string): number => {
  const [, hours = '0', minutes = '', seconds = ''] =
    /^\s*(?:(\d+):)?(\d+):(\d\d) /.exec(line) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
};

const steps = fc
  .array(fc.record({ gap: fc.nat(5_000), lag: fc.nat(1_500) }), { minLength: 1, maxLength: 20 })
  .map((gaps) => {
    let at = 0;
    return gaps.map(({ gap, lag }): Seen => ({ at: (at += gap), lag }));
  });

test('the times of plain lines never go back, however late each view is seen', () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (seen, attached) => {
      const lines = linesOf(seen, attached);
      const times = lines.map(secondsOf);
      expect(lines).toHaveLength(seen.length);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      // Nor do they run ahead: at most what has really passed.
      const [last] = seen.slice(-1);
      expect(times.at(-1)).toBeLessThanOrEqual((last?.at ?? 0) / 1000);
    }),
  );
});

test('a line that follows an hour of waiting says when it happened', () => {
  const seen = [
    { at: 60_000, lag: 3_600_000 },
    { at: 3_661_000, lag: 10 },
  ];
  expect(linesOf(seen, true).map(secondsOf)).toEqual([60, 3_660]);
});
