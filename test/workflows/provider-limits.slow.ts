import { describe, expect, test } from '@jest/globals';
import { lookAtStanding } from '../../src/client/connect-standing.ts';
import { FIRST_PASS, NOTES, SCRIPTED } from '../support/maestro.ts';
import type { LoggedRequest } from '../support/model-server/index.ts';
import { useMaestro } from '../support/use-maestro.ts';

const KEY = /^openaiCompatible http:/;

/** The server writes down the end of an answer a moment after the client has read it, in ms. */
const NOTED_LATE_MS = 60;

/** How many requests were under way at the same time, at most, as their server saw it. */
const mostAtOnce = (log: readonly LoggedRequest[]): number => {
  const events = log.flatMap(({ at, ended = Infinity }) => [
    { at, change: 1 },
    { at: Math.max(at + 1, ended - NOTED_LATE_MS), change: -1 },
  ]);
  let [now, most] = [0, 0];
  for (const { change } of events.sort((a, b) => a.at - b.at || a.change - b.change)) {
    now += change;
    most = Math.max(most, now);
  }
  return most;
};

describe('two workers and a provider that takes two calls at once', () => {
  const maestro = useMaestro({ env: { MAESTRO_OPENAI_COMPATIBLE_CONCURRENCY: '2' } });

  test('never make more, and every execution comes to its end', async () => {
    await maestro.play({ delayMs: 300 });
    await maestro.addWorker();
    const sessions = ['one', 'two', 'three'];
    for (const session of sessions) await maestro.client.start({ ...NOTES, session });
    const results = await Promise.all(sessions.map((session) => maestro.client.result(session)));
    for (const { phases } of results) {
      expect(phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
    }
    expect(mostAtOnce(await maestro.model.log())).toBe(2);
  }, 240_000);
});

describe('a provider that is down', () => {
  const maestro = useMaestro({
    env: { MAESTRO_MODEL_CALLS_BREAKER_FAILURES: '3', MAESTRO_MODEL_CALLS_BREAKER_MS: '4000' },
  });

  test('is what the status tells of, and the circuit breaker of the worker is shown', async () => {
    const session = 'down';
    await maestro.model.play({ answers: [{ fault: 'server error' }] });
    await maestro.client.start({ ...NOTES, session });
    const view = await maestro.until(session, 'a wait for the circuit breaker', (seen) =>
      (seen.providerWaits ?? []).some((why) => why.includes('circuit breaker open')),
    );
    expect(view.status).toBe('running');
    const standing = await lookAtStanding(maestro.database.url);
    expect(standing?.states).toMatchObject([
      { model: SCRIPTED, reason: expect.stringMatching(/^3 failures in a row|^one call is made/) },
    ]);
    expect(standing?.states[0]?.worker).toMatch(/:\d+$/);
    expect(standing?.uses).toMatchObject([{ key: expect.stringMatching(KEY), calls: 0 }]);
    await maestro.model.play({ module: FIRST_PASS });
    const { phases } = await maestro.client.result(session);
    expect(phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
    expect((await maestro.client.status(session)).providerWaits).toBeUndefined();
  }, 180_000);
});
