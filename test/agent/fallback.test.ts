import { describe, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { ModelBusy, runPersona } from '../../src/agent/index.ts';
import type { ModelsInTurn } from '../../src/agent/index.ts';
import { scriptPath } from '../support/model-server/index.ts';
import type { Answer, LoggedRequest } from '../support/model-server/index.ts';
import { control, modelsAt, useBench } from './fixture.ts';
import type { Bench } from './fixture.ts';
import { failureOf, go } from './go.ts';

const bench = useBench();

type ByModel = Readonly<Record<string, readonly (Answer | readonly Answer[])[]>>;

const FIRST = 'anthropic:first';
const SECOND = 'openai-compatible:second';

/** A run whose models are asked in this order. */
const start = async (
  models: ByModel,
  specs: readonly [string, ...string[]] = [FIRST, SECOND],
  breaker = {},
): Promise<Bench> => {
  const script = { module: scriptPath('by-model'), options: { models } };
  const here = modelsAt(bench.server().url, undefined, breaker);
  const [first, ...rest] = specs;
  const list: ModelsInTurn = [here.resolve(first), ...rest.map((spec) => here.resolve(spec))];
  return bench.start(script, { models: list });
};

/** Tries as `step.attempt model outcome`, oldest first. */
const tries = async ({ rows }: Bench): Promise<readonly string[]> =>
  (await rows()).map(
    ({ step, attempt, model, outcome }) =>
      `${String(step)}.${String(attempt)} ${model.split(':')[1] ?? ''} ${outcome}`,
  );

const requests = async (): Promise<readonly LoggedRequest[]> => bench.server().log();

const write = (content: string, more: Answer = {}): Answer => ({
  toolCalls: [{ name: 'write', arguments: { path: 'docs/a.md', content } }],
  ...more,
});
const finish: Answer = { toolCalls: [{ name: 'finish', arguments: { summary: 'Done.' } }] };
const down: Answer = { fault: 'server error' };

describe('the next model of the list', () => {
  test.each(['content policy', 'unknown model', 'html'])(
    'gets the same step as a new try after %s, and the step after it goes to the first again',
    async (fault) => {
      const run = await start({ first: [{ fault }, finish], second: [write('tea')] });
      expect(await go(run)).toMatchObject({ steps: 2, files: 1 });
      expect(await tries(run)).toEqual([
        expect.stringMatching(/^1\.1 first (rejected|cut)$/),
        '1.2 second complete',
        '2.1 first complete',
      ]);
    },
  );

  test.each(['bad key', 'no credit', 'bad request'])('is not asked after %s', async (fault) => {
    const run = await start({ first: [{ fault }], second: [finish] });
    expect(await failureOf(run)).toMatchObject({ name: 'NeedsPerson' });
    expect(await tries(run)).toEqual(['1.1 first rejected']);
  });

  test('is asked when the first refused its answer even after one repair', async () => {
    const refusal: Answer = { refusal: 'I can not do that.' };
    const run = await start({
      first: [refusal, refusal, finish, finish],
      second: [finish, finish, write('tea'), finish],
    });
    await go(run);
    expect(await tries(run)).toEqual([
      '1.1 first complete',
      '2.1 first complete',
      '3.1 second complete',
      '4.1 first complete',
    ]);
  });

  test('refuses last: then a person is asked, as the table says', async () => {
    const policy: Answer = { fault: 'content policy' };
    const run = await start({ first: [policy], second: [policy] });
    const error = await failureOf(run);
    expect(error).toMatchObject({ kind: 'model_unavailable' });
    expect(String(error)).toMatch(/openai-compatible:second refused the call/);
    expect(await tries(run)).toEqual(['1.1 first rejected', '1.2 second rejected']);
  });
});

test.each([
  [FIRST, SECOND],
  ['anthropic:first', 'openai:second'],
  ['openai:first', 'anthropic:second'],
])("%s reads its own reasoning again, and nothing of %s's but text and calls", async (...specs) => {
  const models = {
    first: [
      write('one', { reasoning: 'first thinks', text: 'First.' }),
      [{ fault: 'unknown model' }],
      finish,
    ],
    second: [finish, write('two', { reasoning: 'second thinks', text: 'Second.' })],
  };
  await go(await start(models, specs));
  const [, , toSecond, again] = (await requests()).map(({ body }) => JSON.stringify(body));
  expect(toSecond).toContain('First.');
  expect(toSecond).not.toContain('thinks');
  expect(toSecond).not.toMatch(/signature|encrypted-/);
  expect(again).toContain('first thinks');
  expect(again).toContain('Second.');
  expect(again).not.toContain('second thinks');
});

test('a run that fell back is rebuilt from the ledger, and nothing is asked again', async () => {
  const models = {
    first: [write('one', { reasoning: 'hm' }), { fault: 'unknown model' }, write('three')],
    second: [finish, write('two', { reasoning: 'hm' }), finish, finish],
  };
  const run = await start(models);
  const gone = { ...run.deps.ledger, closeRun: () => Promise.reject(new Error('gone')) };
  await expect(runPersona({ ...run.deps, ledger: gone }, run.task, control())).rejects.toThrow(
    'gone',
  );
  const asked = (await requests()).length;
  const before = await tries(run);
  expect(before.filter((row) => row.endsWith('complete'))).toHaveLength(4);
  expect(await go(run)).toMatchObject({ steps: 4, files: 1 });
  expect(await requests()).toHaveLength(asked);
  expect(await tries(run)).toEqual(before);
});

describe('a circuit breaker', () => {
  const breaker = { failures: 3, openMs: 60_000 };

  test('opens after failures in a row: the same attempt goes on with the next model', async () => {
    const run = await start({ first: [down], second: [write('tea'), finish] }, undefined, breaker);
    expect(await failureOf(run)).toBeInstanceOf(ModelBusy);
    expect(await failureOf(run)).toBeInstanceOf(ModelBusy);
    expect(await go(run)).toMatchObject({ steps: 2 });
    expect(await tries(run)).toEqual([
      '1.1 first rejected',
      '1.2 first rejected',
      '1.3 first rejected',
      '1.4 second complete',
      '2.1 second complete',
    ]);
  });

  test('ends attempts at once when there is no other model, and none of them counts as idle', async () => {
    const run = await start({ second: [down] }, [SECOND], breaker);
    for (let n = 0; n < 3; n += 1) expect(await failureOf(run)).toBeInstanceOf(ModelBusy);
    for (let n = 0; n < 7; n += 1) {
      const error = await failureOf(run);
      expect(error).toBeInstanceOf(ModelBusy);
      const { retryAfterMs, message } = error as ModelBusy;
      expect(retryAfterMs).toBeGreaterThan(50_000);
      expect(retryAfterMs).toBeLessThanOrEqual(60_000);
      expect(message).toMatch(
        /circuit breaker open.*openai-compatible:second.*tried again by itself/,
      );
    }
    expect(await requests()).toHaveLength(3);
    expect(await tries(run)).toHaveLength(3);
  });

  test('lets a probe through when its time is over, and closes when that is answered', async () => {
    const quick = { failures: 2, openMs: 100 };
    const run = await start({ second: [[down, down, finish]] }, [SECOND], quick);
    expect(await failureOf(run)).toBeInstanceOf(ModelBusy);
    expect(await failureOf(run)).toBeInstanceOf(ModelBusy);
    expect(await failureOf(run)).toHaveProperty('message', expect.stringMatching(/breaker open/));
    await delay(150);
    expect(await go(run)).toMatchObject({ steps: 1 });
  });

  test('is not opened by what is wrong with our requests', async () => {
    const run = await start({ second: [{ fault: 'bad request' }] }, [SECOND], breaker);
    for (let n = 0; n < 6; n += 1) {
      expect(await failureOf(run)).toMatchObject({ name: 'NeedsPerson' });
    }
    expect(await requests()).toHaveLength(6);
  });
});
