import { expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { createBreaker, createBreakers } from '../../../src/adapters/model/breaker.ts';
import type { Breaker, Standing } from '../../../src/ports/breaker.ts';
import type { ModelStateChange } from '../../../src/ports/model-states.ts';

const OPEN_MS = 60;

const newBreaker = () => {
  const changes: ModelStateChange[] = [];
  const onChange = (change: ModelStateChange) => changes.push(change);
  const breaker = createBreaker('openai:m', { failures: 3, openMs: OPEN_MS, onChange });
  return { changes, breaker };
};

const show = (breaker: Breaker, ...standings: readonly Standing[]) =>
  standings.reduce<Promise<unknown>>(
    (before, standing) =>
      before.then(() => breaker.run(() => Promise.resolve({ standing, value: standing }))),
    Promise.resolve(),
  );

/** A little longer than it stays open. */
const untilHalfOpen = () => delay(OPEN_MS + 20);

test('it opens after as many failures in a row as it was told, and then nobody asks', async () => {
  const { breaker, changes } = newBreaker();
  await show(breaker, 'down', 'down', 'up', 'down', 'down');
  expect(breaker.waitMs()).toBe(0);
  await show(breaker, 'down');
  expect(breaker.waitMs()).toBeGreaterThan(0);
  expect(breaker.run(() => Promise.reject(new Error('asked')))).toBeUndefined();
  const reason = expect.stringMatching(/^3 failures in a row/);
  expect(changes).toEqual([{ model: 'openai:m', state: 'open', reason }]);
});

test('what shows nothing of the provider neither counts nor starts the count again', async () => {
  const { breaker } = newBreaker();
  await show(breaker, 'down', 'down', 'unknown');
  await expect(breaker.run(() => Promise.reject(new Error('ours')))).rejects.toThrow('ours');
  expect(breaker.waitMs()).toBe(0);
  await show(breaker, 'down');
  expect(breaker.waitMs()).toBeGreaterThan(0);
});

test('one probe at a time decides whether it closes', async () => {
  const { breaker, changes } = newBreaker();
  await show(breaker, 'down', 'down', 'down');
  await untilHalfOpen();
  let answer = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const probe = breaker.run(async () => {
    await promise;
    return { standing: 'up' as const, value: 'answer' };
  });
  expect(breaker.run(() => Promise.reject(new Error('a second probe')))).toBeUndefined();
  expect(breaker.waitMs()).toBeGreaterThan(0);
  answer();
  expect(await probe).toBe('answer');
  expect(breaker.waitMs()).toBe(0);
  expect(changes.map(({ state }) => state)).toEqual(['open', 'half_open', 'closed']);
});

test('a probe that fails opens it for as long again', async () => {
  const { breaker } = newBreaker();
  await show(breaker, 'down', 'down', 'down');
  await untilHalfOpen();
  await show(breaker, 'down');
  expect(breaker.waitMs()).toBeGreaterThan(0);
  await untilHalfOpen();
  await show(breaker, 'up');
  expect(breaker.waitMs()).toBe(0);
});

test.each([
  ['shows nothing', () => Promise.resolve({ standing: 'unknown' as const, value: 1 }), undefined],
  ['throws, having had to wait for its turn', () => Promise.reject(new Error('full')), 'full'],
])('a probe that %s leaves it to the next call, which is one', async (_what, call, thrown) => {
  const { breaker, changes } = newBreaker();
  await show(breaker, 'down', 'down', 'down');
  await untilHalfOpen();
  const probe = Promise.resolve(breaker.run<unknown>(call));
  await (thrown === undefined ? probe : expect(probe).rejects.toThrow(thrown));
  expect(breaker.waitMs()).toBe(0);
  const reason = expect.stringMatching(/^the probe came to nothing/);
  expect(changes.at(-1)).toMatchObject({ state: 'open', reason });
  // One that fails opens it for as long as ever, and one that does not closes it.
  await show(breaker, 'down');
  expect(breaker.waitMs()).toBeGreaterThan(0);
  await untilHalfOpen();
  await show(breaker, 'up');
  expect(changes.at(-1)).toMatchObject({ state: 'closed' });
});

test('each model has one of its own, the same whenever it is asked for', async () => {
  const breakerOf = createBreakers({ failures: 1, openMs: 60_000 });
  await show(breakerOf('openai:a'), 'down');
  expect(breakerOf('openai:a').waitMs()).toBeGreaterThan(0);
  expect(breakerOf('openai:b').waitMs()).toBe(0);
});
