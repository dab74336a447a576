/** A worker that is frozen past its heartbeat, and thawed beside the one that took over. */
import { expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { scriptPath } from '../../support/model-server/index.ts';
import type { LoggedRequest } from '../../support/model-server/index.ts';
import { useMaestro } from '../../support/use-maestro.ts';
import { accountsOf, isComplete, isMarked, rowsOf } from './accounts.ts';
import { cancelAll, EIGHT_CALLS, numbersOf, startCopies, treesOf } from './copies.ts';
import type { Copy } from './copies.ts';
import { holdOutcome, holdPending, holdRuns } from './hold.ts';
import { commandsRunning, until } from './until.ts';

const maestro = useMaestro();

const prices = { input: 1, output: 2 };

/** The step in which every execution is frozen, and the one in which its successor is at the thaw. */
const FROZEN = 4;
const THAWED = 6;

const COMMAND = 'sleep 5.375';

/** What an execution is frozen in. */
const STATES = [
  { frozen: 'between the row and the request', marked: true, special: {} },
  { frozen: 'between the answer and its row', marked: false, special: {} },
  { frozen: 'in mid-stream', marked: true, special: { first: { stallAt: 0.5 } } },
  {
    frozen: 'before an answer that then comes',
    marked: true,
    special: { first: { delayMs: 6e3 } },
  },
  { frozen: 'in a tool', marked: false, special: { command: COMMAND } },
] as const;

/** As many as a worker has polls, so that a frozen one is given the next attempt of each. */
const COPIES = Array.from({ length: 10 }, (_, index) => ({
  number: index + 1,
  ...(STATES[index % STATES.length] ?? STATES[0]),
}));

const numbersIn = (frozen: (typeof STATES)[number]['frozen']): readonly number[] =>
  COPIES.filter((copy) => copy.frozen === frozen).map(({ number }) => number);

const SLOW = { step: THAWED, first: { delayMs: 20_000 } };

const play = (): Promise<void> =>
  maestro.model.play({
    module: scriptPath('eight-calls'),
    prices,
    options: {
      copies: Object.fromEntries(
        COPIES.map(({ number, special }) => [number, [{ step: FROZEN, ...special }, SLOW]]),
      ),
    },
  });

const underWay = async (): Promise<readonly LoggedRequest[]> =>
  (await maestro.model.log()).filter(({ outcome }) => outcome === 'pending');

/** Has the executions come to where they are to be frozen, and stops the worker there. */
const freeze = async (): Promise<readonly Copy[]> => {
  const { url } = maestro.database;
  const runs = await holdRuns(url);
  const more = { approvals: ['requirements'], budget: 5 } as const;
  const copies = await startCopies(maestro, 'frozen', COPIES.length, more);
  await runs.caught(copies.length);
  const heldIn = (frozen: (typeof STATES)[number]['frozen']) =>
    copies
      .filter(({ number }) => numbersIn(frozen).includes(number))
      .map(({ executionId }) => ({ executionId, runId: EIGHT_CALLS, step: FROZEN }));
  const pending = await holdPending(url, heldIn('between the row and the request'));
  const outcome = await holdOutcome(url, heldIn('between the answer and its row'));
  await runs.release();
  await Promise.all([pending.caught(2), outcome.caught(2)]);
  await until('four calls under way', async () => (await underWay()).length === 4);
  await until('two commands', () => commandsRunning(COMMAND) === 2);
  process.kill(maestro.worker().pid, 'SIGSTOP');
  // What it had asked of Postgres happens, but nobody hears of it yet.
  await Promise.all([pending.release(), outcome.release()]);
  return copies;
};

const attemptOf = async ({ session }: Copy): Promise<number> => {
  const { raw } = await maestro.temporal.workflow.getHandle(session).describe();
  return raw.pendingActivities?.[0]?.attempt ?? 0;
};

/** Rows and totals, as the ledger and people see them. */
const stateOf = async (copies: readonly Copy[]): Promise<unknown> => ({
  rows: await rowsOf(maestro),
  runs: await maestro.database.db.selectFrom('persona_runs').selectAll().execute(),
  totals: await Promise.all(
    copies.map(async ({ session }) => {
      const { costNanoUsd, calls, spending, tree } = await maestro.client.status(session);
      return { costNanoUsd, calls, spending, tree };
    }),
  ),
});

const isOf =
  (step: number, numbers: readonly number[]) =>
  ({ messages }: LoggedRequest): boolean =>
    numbers.some((number) =>
      messages.some(({ content }) => content.includes(`Copy ${String(number)}.`)),
    ) && messages.filter(({ role }) => role === 'assistant').length === step - 1;

test('sends at most the request that its successor has charged, and changes no tree, row or total', async () => {
  await play();
  const copies = await freeze();
  // Its polls are open all the time: it is given the next attempts, and these are missed as well.
  const missed = async () => (await Promise.all(copies.map(attemptOf))).every((n) => n >= 2);
  await until('second attempts', missed);
  await maestro.addWorker();
  const all = COPIES.map(({ number }) => number);
  const successors = async () => (await underWay()).filter(isOf(THAWED, all)).length;
  await until('the successor in all calls', async () => (await successors()) === all.length);
  const before = await stateOf(copies);
  const asked = (await maestro.model.log()).length;

  process.kill(maestro.worker().pid, 'SIGCONT');
  const stalled = isOf(FROZEN, numbersIn('in mid-stream'));
  const givenUp = async () =>
    (await maestro.model.log()).filter((entry) => stalled(entry) && entry.outcome === 'closed');
  await until('the stalled streams given up', async () => (await givenUp()).length === 2);
  await delay(3_000);
  expect(await stateOf(copies)).toEqual(before);
  const late = (await maestro.model.log()).slice(asked);
  const charged = isOf(FROZEN, numbersIn('between the row and the request'));
  expect(late.filter((entry) => !charged(entry))).toEqual([]);
  expect(late.length).toBeLessThanOrEqual(2);

  expect(new Set(await treesOf(maestro, copies)).size).toBe(1);
  const { rows, bill, ledger, unknown, ...accounts } = await accountsOf(maestro, numbersOf(copies));
  expect(unknown).toEqual([]);
  expect(accounts.repeated).toHaveLength(late.length);
  for (const [index, { marked }] of COPIES.entries()) {
    const own = rows.filter((row) => row.execution_id === copies[index]?.executionId);
    expect(own.filter(isComplete)).toHaveLength(8);
    expect(own.filter(isMarked).map(({ step }) => step)).toEqual(marked ? [FROZEN] : []);
  }
  expect(bill).toBeLessThanOrEqual(ledger);
  expect(bill).toBeGreaterThanOrEqual(ledger - accounts.marked);
  await cancelAll(maestro, copies);
}, 120_000);
