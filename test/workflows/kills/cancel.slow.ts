import { expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { scriptPath } from '../../support/model-server/index.ts';
import { useMaestro } from '../../support/use-maestro.ts';
import { accountsOf } from './accounts.ts';
import { numbersOf, startCopies } from './copies.ts';
import type { Copy } from './copies.ts';
import { until } from './until.ts';

const maestro = useMaestro();

const COPIES = 9;

/** What the worker is told in MAESTRO_MODEL_PRICES. */
const prices = { input: 1, output: 2 };

/** The only request of an execution. */
const requestOf = async ({ number }: Copy) =>
  (await maestro.model.summaries()).find(({ opening }) =>
    opening.some((text) => text.includes(`Copy ${String(number)}.`)),
  );

/** Cancels an execution. @returns ms until the server saw the connection closed. */
const cancel = async (copy: Copy): Promise<number> => {
  const asked = Date.now();
  await maestro.client.cancel(copy.session);
  await until('closed', async () => (await requestOf(copy))?.outcome === 'closed');
  return ((await requestOf(copy))?.ended ?? Infinity) - asked;
};

test('cancelling in mid-stream closes the connection in less than a second, and the row has the bound', async () => {
  const first = { stallAt: 0.5 };
  const numbers = Array.from({ length: COPIES }, (_, index) => index + 1);
  const special = numbers.map((number) => [number, [{ step: 1, first }]] as const);
  const options = { copies: Object.fromEntries(special) };
  await maestro.model.play({ module: scriptPath('eight-calls'), prices, options });
  const copies = await startCopies(maestro, 'cancelled', COPIES);
  await until('streams', async () => (await maestro.model.summaries()).length === COPIES);
  // What was sent arrives.
  await delay(200);
  const times: number[] = [];
  for (const copy of copies) times.push(await cancel(copy));
  await Promise.all(copies.map(({ session }) => maestro.client.result(session).catch(() => null)));

  const { rows, bill, ledger } = await accountsOf(maestro, numbersOf(copies));
  expect(rows).toHaveLength(COPIES);
  for (const row of rows) {
    expect(row).toMatchObject({ outcome: 'cancelled', cost: row.bound, possibly_billed: true });
  }
  expect(bill).toBeGreaterThan(0);
  expect(bill).toBeLessThanOrEqual(ledger);
  const sorted = times.toSorted((a, b) => a - b);
  process.stderr.write(`closed after ${sorted.join(', ')} ms\n`);
  // The slowest of a busy machine are left out.
  expect(sorted[Math.floor(COPIES * 0.8)]).toBeLessThan(1_000);
}, 60_000);
