import { expect, test } from '@jest/globals';
import type { Context } from '../../src/cli/context.ts';
import { render } from '../../src/cli/display/line.ts';
import { jsonReporter } from '../../src/cli/run/json-reporter.ts';
import { plainReporter } from '../../src/cli/run/plain-reporter.ts';
import type { Reporter } from '../../src/cli/run/reporter.ts';
import type { ObservedView } from '../../src/client/view.ts';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { NO_COST } from '../../src/domain/money.ts';

const START = 1_700_000_000_000;
const FULL = 'openai:m is not asked now: as many calls are under way as its limit allows.';
const DOWN = 'Not asked (circuit breaker open): openai:m.';

const viewAt = (ms: number, providerWaits: readonly string[] = []): ObservedView => ({
  session: 'shop',
  status: 'running',
  phase: 'requirements',
  phases: [],
  running: [],
  costNanoUsd: NO_COST,
  calls: 0,
  elapsedMs: ms,
  journal: [],
  source: 'workflow',
  observedAt: START + ms,
  ...(providerWaits.length === 0 ? {} : { providerWaits }),
});

/** A wait that goes away and comes back with each try, another, and the first again after a minute. */
const VIEWS = [
  viewAt(0),
  viewAt(1_000, [FULL]),
  viewAt(4_000),
  viewAt(6_000, [FULL]),
  viewAt(7_000, [FULL, DOWN]),
  viewAt(60_000, [FULL]),
  viewAt(62_000, [FULL]),
];

/** All that a reporter says of these views, as lines and as objects. */
const told = (reporterOf: (context: Context) => Reporter) => {
  const said: unknown[] = [];
  const reporter = reporterOf({
    out: (parts) => {
      said.push(typeof parts === 'string' ? parts : render(parts, (_look, text) => text));
    },
    text: () => undefined,
    json: (value) => {
      said.push(value);
    },
    say: () => undefined,
    paint: (_look, text) => text,
    stdout: process.stdout,
    closed: new AbortController().signal,
    exitCode: EXIT.completed,
  });
  VIEWS.forEach((view, index) => {
    reporter.show(view, VIEWS[index - 1]);
  });
  return said;
};

test.each([false, true])(
  'plain lines tell each wait once a minute, also to who came later: %p',
  (attached) => {
    const lines = told((context) => plainReporter(context, attached)).map(String);
    const waits = lines.flatMap((line) => /\d {2}Waits by itself: (.*)$/.exec(line)?.[1] ?? []);
    expect(waits).toEqual([FULL, DOWN, FULL]);
  },
);

test('machines get an event for each wait, once a minute', () => {
  const events = told(jsonReporter);
  expect(events.filter((event) => JSON.stringify(event).includes('waits_by_itself'))).toMatchObject(
    [
      { event: 'waits_by_itself', session: 'shop', elapsedMs: 1_000, reason: FULL },
      { event: 'waits_by_itself', elapsedMs: 7_000, reason: DOWN },
      { event: 'waits_by_itself', elapsedMs: 62_000, reason: FULL },
    ],
  );
});
