/** A team of fifty, at work at once on two workers, with a budget for ten of them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { NOTES, startMaestro } from '../support/maestro.ts';
import type { Maestro } from '../support/maestro.ts';
import { scriptPath } from '../support/model-server/index.ts';

const WRITERS = 49;
/** With the requirement analyst. */
const RUNS = WRITERS + 1;

const writer = (index: number) => ({
  persona_id: `writer_${String(index)}`,
  display_name: `Writer ${String(index)}`,
  role: 'Writer',
  prompt: 'You write one short document.',
  owns: [`writers/writer_${String(index)}.md`],
  assignments: [
    {
      phase: 'requirements',
      required: true,
      task: 'Write your document.',
      contract: { required_files: [`writers/writer_${String(index)}.md`] },
    },
  ],
});

let maestro: Maestro;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'maestro-test-personas-'));
  for (let index = 1; index <= WRITERS; index += 1) {
    const text = JSON.stringify(writer(index));
    await writeFile(path.join(folder, `writer_${String(index)}.json`), text);
  }
  maestro = await startMaestro({ env: { MAESTRO_PERSONA_FOLDERS: folder } });
  await maestro.addWorker();
}, 120_000);

afterAll(async () => {
  await maestro.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const billed = async (): Promise<number> => (await maestro.model.bill()).total;

/** Looks at the provider's bill until something is over. */
const highestBill = async (until: Promise<unknown>): Promise<number> => {
  let most = 0;
  const over = new AbortController();
  const done = until.finally(() => {
    over.abort();
  });
  while (!over.signal.aborted) {
    most = Math.max(most, await billed());
    await delay(50);
  }
  await done;
  return most;
};

const usd = (nano: number): number => nano / 1e9;

test('fifty runs never cost more than the budget for ten, and all end once it is raised', async () => {
  // The price of one: two calls of 4,000 and 6,000 tokens, at what the worker is told.
  const budget = 10 * 2 * (4_000 * 1_000 + 6_000 * 2_000);
  const prices = { input: 1, output: 2 };
  await maestro.model.play({ module: scriptPath('writers'), prices, options: { delayMs: 200 } });
  const approvals = ['requirements'] as const;
  await maestro.client.start({ ...NOTES, session: 'fifty', budget: usd(budget), approvals });
  const blocked = maestro.until(
    'fifty',
    'all waiting',
    ({ status, running }) => status === 'blocked' && running.length === 0,
    90_000,
  );
  expect(await highestBill(blocked)).toBeLessThanOrEqual(budget);
  const { block, spending } = await blocked;
  expect(block?.kind).toBe('budget');
  expect(spending).toMatchObject({ spentNanoUsd: await billed(), reservedNanoUsd: 0 });
  expect(spending?.spentNanoUsd).toBeGreaterThan(budget / 2);
  const paid = (await maestro.model.summaries()).length;

  await maestro.client.budget('fifty', 20);
  await maestro.untilStatus('fifty', 'awaiting_approval', 90_000);
  const runs = await maestro.client.runs('fifty');
  expect(runs.map(({ state }) => state)).toEqual(Array(RUNS).fill('ended'));
  const counts = Object.values(await maestro.model.counts());
  expect(counts.every(({ received, answered }) => received === 1 && answered === 1)).toBe(true);
  expect(counts.length).toBeGreaterThan(paid);
  const after = await maestro.client.status('fifty');
  expect(after.spending?.spentNanoUsd).toBe(await billed());
  expect(after.spending?.possiblyBilledNanoUsd).toBe(0);
  const paths = (await maestro.client.artifacts('fifty')).map((artifact) => artifact.path);
  expect(paths.filter((item) => item.startsWith('writers/'))).toHaveLength(WRITERS);
  await maestro.client.cancel('fifty');
}, 240_000);
