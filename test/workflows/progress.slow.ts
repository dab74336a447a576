/**
 * What a person does while runs wait by themselves, or after one has failed, loses nothing and takes
 * effect at once. Run by `npm run test:faults`.
 */
import { describe, expect, test } from '@jest/globals';
import { NOTES } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';
import type { Maestro } from '../support/maestro.ts';

/** From the message until the execution shows it, in ms; a slow machine gets some more. */
const AT_ONCE_MS = 1_000;
const SLOWER_MS = 2_000;

const sinceMs = async (began: number, what: Promise<unknown>): Promise<number> => {
  await what;
  return performance.now() - began;
};

const untilWaits = (maestro: Maestro, session: string, why: string): Promise<unknown> =>
  maestro.until(session, why, ({ providerWaits = [] }) =>
    providerWaits.some((reason) => reason.includes(why)),
  );

describe('an execution whose run waits for the minute of its provider', () => {
  const maestro = useMaestro({ env: { MAESTRO_OPENAI_COMPATIBLE_REQUESTS_PER_MINUTE: '1' } });

  test('is paused at once, and goes on when it is resumed', async () => {
    const session = 'full';
    await maestro.client.start({ ...NOTES, session });
    await untilWaits(maestro, session, 'requests or tokens of this minute');
    const began = performance.now();
    await maestro.client.pause(session);
    const ms = await sinceMs(began, maestro.untilStatus(session, 'paused'));
    process.stderr.write(`paused after ${ms.toFixed(0)} ms\n`);
    expect(ms).toBeLessThan(AT_ONCE_MS + SLOWER_MS);
    const asked = (await maestro.model.log()).length;
    await maestro.client.resume(session);
    await maestro.until(
      session,
      'running again',
      ({ status, running }) => status === 'running' && running.length > 0,
    );
    expect((await maestro.client.status(session)).block).toBeUndefined();
    expect((await maestro.model.log()).length).toBeLessThanOrEqual(asked + 1);
    const cancelled = performance.now();
    await maestro.client.cancel(session);
    const cancelMs = await sinceMs(cancelled, maestro.untilStatus(session, 'cancelled'));
    process.stderr.write(`cancelled after ${cancelMs.toFixed(0)} ms\n`);
    expect(cancelMs).toBeLessThan(AT_ONCE_MS + SLOWER_MS);
  }, 120_000);

  test('is told of a new budget at once, and goes on waiting', async () => {
    const session = 'budgeted';
    await maestro.client.start({ ...NOTES, session, budget: 5 });
    await untilWaits(maestro, session, 'requests or tokens of this minute');
    const began = performance.now();
    await maestro.client.budget(session, 4);
    const again = maestro.until(session, 'a new start', ({ journal }) =>
      journal.some(({ text }, at) => {
        const set = journal.findIndex((entry) => entry.text.includes('4.00'));
        return set >= 0 && at > set && text.endsWith(' starts.');
      }),
    );
    expect(await sinceMs(began, again)).toBeLessThan(AT_ONCE_MS + SLOWER_MS);
    await maestro.client.cancel(session);
    await maestro.untilStatus(session, 'cancelled');
  }, 120_000);
});

describe('an execution whose provider is down', () => {
  const maestro = useMaestro({
    env: { MAESTRO_MODEL_CALLS_BREAKER_FAILURES: '2', MAESTRO_MODEL_CALLS_BREAKER_MS: '30000' },
  });

  test('is paused at once although nobody is asked for half a minute', async () => {
    const session = 'down';
    await maestro.model.play({ answers: [{ fault: 'server error' }] });
    await maestro.client.start({ ...NOTES, session });
    await untilWaits(maestro, session, 'circuit breaker open');
    const began = performance.now();
    await maestro.client.pause(session);
    const ms = await sinceMs(began, maestro.untilStatus(session, 'paused'));
    expect(ms).toBeLessThan(AT_ONCE_MS + SLOWER_MS);
    await maestro.client.cancel(session);
    await maestro.untilStatus(session, 'cancelled');
  }, 120_000);
});

describe('an execution that is blocked by a run that failed', () => {
  const maestro = useMaestro();

  test('goes on with what it has when it is resumed, and begins anew with another model', async () => {
    const session = 'failing';
    const failing = { answers: [{ toolCalls: [{ name: 'list', arguments: {} }] }] };
    const stray = { fault: 'unknown tool' };
    await maestro.model.play({ answers: [...failing.answers, stray, stray, stray, stray] });
    await maestro.client.start({ ...NOTES, session });
    const blocked = () =>
      maestro.until(session, 'blocked', ({ status, running }) => {
        return status === 'blocked' && running.length === 0;
      });
    expect((await blocked()).block).toMatchObject({ kind: 'failing_run' });
    expect(await maestro.model.log()).toHaveLength(3);
    await maestro.client.resume(session);
    await maestro.until(session, 'two more calls', () => true);
    for (let look = 0; look < 100 && (await maestro.model.log()).length < 5; look += 1) {
      await blocked();
    }
    const opened = (await maestro.model.summaries()).map(({ answers }) => answers);
    expect(opened).toEqual([0, 1, 2, 3, 4]);
    const { block } = await blocked();
    expect(block).toMatchObject({ kind: 'failing_run' });
    expect(Object.values(await maestro.model.counts()).map(({ received }) => received)).toEqual([
      1, 1, 1, 1, 1,
    ]);
    await maestro.play();
    await maestro.client.resume(session, { model: 'openai-compatible:other' });
    const { phases } = await maestro.client.result(session);
    expect(phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
    const [first] = await maestro.model.log();
    expect([first?.body.model, first?.messages.filter(({ role }) => role === 'assistant')]).toEqual(
      ['other', []],
    );
  }, 180_000);
});
