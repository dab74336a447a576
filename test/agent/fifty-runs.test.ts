/** Fifty runs of one execution at once, over the wire, with a budget for ten of them. */
import { expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { AwaitsSiblings, runPersona } from '../../src/agent/index.ts';
import type { RunTask } from '../../src/agent/index.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import { OverBudget } from '../../src/domain/needs-person.ts';
import type { PersonaId } from '../../src/domain/persona.ts';
import { digestOf } from '../../src/ports/digests.ts';
import { scriptPath } from '../support/model-server/index.ts';
import type { Answer, Usage } from '../support/model-server/index.ts';
import { control, useBench } from './fixture.ts';
import type { Bench } from './fixture.ts';

const bench = useBench();

const RUNS = 50;
const AFFORDABLE = 10;

const write = (path: string, delayMs: number): Answer => ({
  toolCalls: [{ name: 'write', arguments: { path, content: 'Tea.' } }],
  delayMs,
});
const CALLS: readonly Answer[] = [
  write('docs/a.md', 20),
  write('docs/b.md', 35),
  { toolCalls: [{ name: 'finish', arguments: { summary: 'Done.' } }] },
];

/** What the models at the test server cost, see the fixture. */
const prices = { input: 2, output: 10 };

const taskOf = ({ task }: Bench, index: number): RunTask => ({
  ...task,
  identity: {
    ...task.identity,
    runId: `writer_${String(index)}.requirements.1`,
    persona: `writer_${String(index)}` as PersonaId,
    inputDigest: digestOf(`input ${String(index)}`),
  },
});

/** As Temporal would: whoever has to wait for siblings comes again. */
const run = async (all: Bench, index: number): Promise<'ended' | 'blocked'> => {
  for (;;) {
    try {
      await runPersona(all.deps, taskOf(all, index), control());
      return 'ended';
    } catch (error) {
      if (error instanceof OverBudget) return 'blocked';
      if (!(error instanceof AwaitsSiblings)) throw error;
      await delay(error.retryAfterMs / 10);
    }
  }
};

const runAll = (all: Bench): Promise<readonly ('ended' | 'blocked')[]> =>
  Promise.all(Array.from({ length: RUNS }, (_, index) => run(all, index)));

const costOf = (rows: readonly { readonly cost: number }[]): number =>
  rows.reduce((sum, { cost }) => sum + cost, 0);

/** A new execution, in which each call uses this. */
const start = (usage: Usage): Promise<Bench> => {
  const answers = CALLS.map((call) => ({ ...call, usage }));
  return bench.start({ module: scriptPath('by-step'), prices, options: { answers } });
};

/** What one run costs when nothing is in its way, and the worst case of its dearest call. */
const priceOfOne = async (
  usage: Usage,
): Promise<{ readonly one: number; readonly worst: number }> => {
  const alone = await start(usage);
  expect(await run(alone, 0)).toBe('ended');
  return { one: costOf(await alone.rows()), worst: Math.max(...(await alone.bounds())) };
};

/** Looks at the provider's bill all the time until the work is done. */
const highestBill = async (work: Promise<unknown>): Promise<number> => {
  let most = 0;
  const over = new AbortController();
  const worked = work.finally(() => {
    over.abort();
  });
  while (!over.signal.aborted) {
    most = Math.max(most, (await bench.server().bill()).total);
    await delay(10);
  }
  await worked;
  return most;
};

test('fifty runs never exceed the budget for ten, and end once it is raised, with nothing asked again', async () => {
  const usage = { input: 2_000, output: 600 };
  const { one } = await priceOfOne(usage);
  const all = await start(usage);
  const budget = nanoUsd(AFFORDABLE * one);
  await all.setBudget(budget);
  const work = runAll(all);
  expect(await highestBill(work)).toBeLessThanOrEqual(budget);
  const first = await work;
  const spent = costOf(await all.rows());
  expect(spent).toBeLessThanOrEqual(budget);
  expect((await bench.server().bill()).total).toBe(spent);
  expect(first).toContain('blocked');
  // It is used as far as the next call's worst case allows.
  expect(spent).toBeGreaterThan(budget / 2);

  await all.setBudget(nanoUsd(10 * RUNS * one));
  expect(new Set(await runAll(all))).toEqual(new Set(['ended']));
  const rows = await all.rows();
  expect(rows).toHaveLength(RUNS * CALLS.length);
  expect(costOf(rows)).toBe(RUNS * one);
  const { entries, total } = await bench.server().bill();
  expect(entries).toHaveLength(RUNS * CALLS.length);
  expect(total).toBe(RUNS * one);
}, 60_000);

test('two siblings that only look too expensive together both end', async () => {
  const usage = { input: 500, output: 100 };
  const { one, worst } = await priceOfOne(usage);
  const all = await start(usage);
  const budget = nanoUsd(2 * one + worst);
  expect(2 * worst).toBeGreaterThan(budget);
  await all.setBudget(budget);
  expect(await Promise.all([run(all, 1), run(all, 2)])).toEqual(['ended', 'ended']);
  expect((await bench.server().bill()).total).toBe(2 * one);
}, 60_000);
