import { expect, jest, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import type { Context } from '../../src/cli/context.ts';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { liveReporter } from '../../src/cli/run/live-reporter.ts';
import type { ObservedView } from '../../src/client/view.ts';
import { NO_COST } from '../../src/domain/money.ts';
import { PHASES } from '../../src/domain/phases.ts';

// Two drawings are compared: the seconds that they show must not be those between them.
jest.spyOn(Date, 'now').mockReturnValue(5_000);

/** What a terminal of this size was sent. */
const shownOn = (columns: number, rows: number): string => {
  const sent = new PassThrough();
  const stdout = Object.assign(sent, { columns, rows, isTTY: true }) as unknown;
  const context: Context = {
    out: () => undefined,
    text: () => undefined,
    json: () => undefined,
    say: () => undefined,
    paint: (_look, text) => text,
    stdout: stdout as NodeJS.WriteStream,
    closed: new AbortController().signal,
    exitCode: EXIT.completed,
  };
  const reporter = liveReporter(context, undefined);
  const view: ObservedView = {
    session: 'shop',
    status: 'running',
    phase: 'requirements',
    phases: PHASES.map((phase) => ({ phase, state: 'waiting', iteration: 0, limit: 3 })),
    running: [],
    model: `openai:${'x'.repeat(100)}`,
    costNanoUsd: NO_COST,
    calls: 0,
    elapsedMs: 0,
    journal: [],
    source: 'workflow',
    observedAt: 0,
  };
  reporter.show(view, undefined);
  reporter.done();
  return String(sent.read());
};

test('a terminal that says that it has no size gets 80 columns and 24 rows', () => {
  expect(shownOn(0, 0)).toContain('· deployment');
  expect(shownOn(0, 0)).toBe(shownOn(80, 24));
});

test('of a small terminal only what fits is used', () => {
  expect(shownOn(40, 4)).not.toContain('· deployment');
  expect(shownOn(40, 4)).not.toContain('x'.repeat(41));
});
