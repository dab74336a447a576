import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { asTemporalFailure } from '../../src/activities/failures.ts';
import { readModelStanding } from '../../src/adapters/limits/model-standing.ts';
import { AwaitsProvider, ModelBusy, runPersona } from '../../src/agent/index.ts';
import type { RunEnd } from '../../src/agent/index.ts';
import type { ProviderLimit } from '../../src/domain/provider-limit.ts';
import type { Turns } from '../../src/ports/provider-limits.ts';
import { KEY, turnOf, turnsAt, workerOf } from '../adapters/limits/support.ts';
import { usePostgres } from '../support/postgres.ts';
import type { Answer } from '../support/model-server/index.ts';
import { control, modelsAt, useBench } from './fixture.ts';
import type { Bench } from './fixture.ts';

const bench = useBench();
const database = usePostgres();

const SPEC = 'openai-compatible:scripted';

const finish: Answer = { toolCalls: [{ name: 'finish', arguments: { summary: 'Done.' } }] };
const write: Answer = {
  toolCalls: [{ name: 'write', arguments: { path: 'docs/a.md', content: 'text' } }],
};

interface Limited extends Bench {
  readonly turns: Turns;
  /** How often somebody asked for one. */
  readonly asked: () => number;
  readonly inUse: () => Promise<number | undefined>;
  readonly tokens: () => Promise<number | undefined>;
}

/** A run whose provider takes one call at a time; a slot is given back at once. */
const start = async (
  answers: readonly Answer[],
  limit: Partial<ProviderLimit> = {},
): Promise<Limited> => {
  const place = await database();
  const turns = turnsAt(workerOf(place, 'a', { idleMs: 1 }), { calls: 1, ...limit });
  let asked = 0;
  const counted: Turns = {
    take: (request) => {
      asked += 1;
      return turns.take(request);
    },
  };
  const model = { ...modelsAt(bench.server().url).resolve(SPEC), turns: counted };
  const run = await bench.start({ answers }, { models: [model] });
  const use = async () => (await readModelStanding(place.db)).uses.find(({ key }) => key === KEY);
  return {
    ...run,
    turns,
    asked: () => asked,
    inUse: async () => (await use())?.calls,
    tokens: async () => (await use())?.tokens,
  };
};

const go = ({ deps, task }: Bench, signal?: AbortSignal): Promise<RunEnd> =>
  runPersona(deps, task, control(signal));

const failureOf = (run: Bench, signal?: AbortSignal): Promise<unknown> =>
  go(run, signal).then(
    () => undefined,
    (error: unknown) => error,
  );

const givenBack = async ({ inUse }: Limited): Promise<void> => {
  for (let look = 0; look < 60 && (await inUse()) !== 0; look += 1) await delay(50);
  expect(await inUse()).toBe(0);
};

describe('while the limit of its provider leaves no room', () => {
  test('a run gives its place back after some seconds, and does not count as idle', async () => {
    const run = await start([finish]);
    const turn = await turnOf(run.turns);
    const began = performance.now();
    const failure = await failureOf(run);
    expect(performance.now() - began).toBeGreaterThan(4_900);
    expect(failure).toBeInstanceOf(AwaitsProvider);
    const { retryAfterMs } = failure as AwaitsProvider;
    expect(retryAfterMs).toBeGreaterThanOrEqual(1_500);
    expect(asTemporalFailure(failure)).toMatchObject({
      type: 'AwaitsProvider',
      nonRetryable: false,
      nextRetryDelay: retryAfterMs,
      message: expect.stringMatching(/^openai-compatible:scripted is not asked now: as many calls/),
    });
    expect(await run.rows()).toEqual([]);
    expect((await run.deps.ledger.openRun(run.task.identity)).idleAttempts).toBe(0);
    expect((await run.deps.ledger.openRun(run.task.identity)).idleAttempts).toBe(1);
    turn.end({ kind: 'unknown' });
    expect(await go(run)).toMatchObject({ kind: 'ended' });
  }, 30_000);

  test('a run whose execution is paused meanwhile is held, long before it would give up', async () => {
    const run = await start([finish]);
    await turnOf(run.turns);
    setTimeout(() => void run.hold(true), 500);
    const began = performance.now();
    expect(await go(run)).toEqual({ kind: 'held' });
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(await run.parked()).toEqual([]);
  }, 30_000);

  test('a run that has given its place back is known to, until its next attempt begins', async () => {
    const run = await start([finish], { requestsPerMinute: 1 });
    (await turnOf(run.turns)).end({ kind: 'used', tokens: 1 });
    const failure = await failureOf(run);
    expect(failure).toBeInstanceOf(AwaitsProvider);
    expect(await run.parked()).toEqual([run.task.identity.runId]);
    await run.deps.ledger.openRun(run.task.identity);
    expect(await run.parked()).toEqual([]);
  }, 30_000);

  test('a run that is cancelled ends at once, for the reason that was given', async () => {
    const run = await start([finish]);
    await turnOf(run.turns);
    const controller = new AbortController();
    const reason = new Error('cancelled by a person');
    setTimeout(() => {
      controller.abort(reason);
    }, 500);
    const began = performance.now();
    expect(await failureOf(run, controller.signal)).toBe(reason);
    expect(performance.now() - began).toBeLessThan(3_000);
  }, 30_000);
});

describe('a turn is given back', () => {
  test('when the call is answered', async () => {
    const run = await start([write, finish]);
    await go(run);
    await givenBack(run);
  }, 20_000);

  test.each(['server error', 'html', 'cut', 'content policy'])(
    'when the call ends with "%s"',
    async (fault) => {
      const run = await start([{ fault }]);
      expect(await failureOf(run)).toBeInstanceOf(Error);
      await givenBack(run);
      expect(await run.rows()).toHaveLength(1);
    },
    20_000,
  );

  test('when the call is cancelled in the middle', async () => {
    const run = await start([{ ...finish, delayMs: 20_000 }]);
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(new Error('cancelled'));
    }, 1_500);
    const failure = failureOf(run, controller.signal);
    await delay(700);
    expect(await run.inUse()).toBe(1);
    expect(await failure).toMatchObject({ message: 'cancelled' });
    await givenBack(run);
  }, 30_000);

  test('when the execution turns out to be paused, and nothing was sent', async () => {
    const run = await start([finish], { requestsPerMinute: 100 });
    await run.hold(true);
    expect(await go(run)).toEqual({ kind: 'held' });
    await givenBack(run);
    expect(await run.tokens()).toBe(0);
  }, 20_000);
});

test('a run that may ask nobody, for an open circuit breaker, is held when it is paused', async () => {
  const models = [modelsAt(bench.server().url, undefined, { failures: 1 }).resolve(SPEC)] as const;
  const run = await bench.start({ answers: [{ fault: 'server error' }] }, { models });
  expect(await failureOf(run)).toBeInstanceOf(ModelBusy);
  expect(await failureOf(run)).toMatchObject({ message: expect.stringMatching(/breaker open/) });
  await run.hold(true);
  expect(await go(run)).toEqual({ kind: 'held' });
}, 20_000);

test('a call that an earlier attempt completed takes no turn', async () => {
  const run = await start([write, { fault: 'server error' }, finish]);
  expect(await failureOf(run)).toBeInstanceOf(ModelBusy);
  expect(run.asked()).toBe(2);
  await go(run);
  expect(run.asked()).toBe(3);
}, 20_000);

test('tokens of a minute are those that were used, once that is known', async () => {
  const answer = { ...finish, usage: { input: 700, output: 30 } };
  const run = await start([answer], { tokensPerMinute: 1_000_000 });
  await go(run);
  await givenBack(run);
  expect(await run.tokens()).toBe(730);
}, 20_000);
