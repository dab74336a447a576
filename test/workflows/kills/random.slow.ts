/**
 * Two hundred kills at random instants over twenty executions at a time: first one worker that
 * never lives as long as a recovery takes, then three that are killed independently.
 * Run by `npm run test:kills`; `MAESTRO_TEST_SEED=<number>` repeats the lifetimes of a run, and
 * `MAESTRO_TEST_KILLS=<number>` makes a smaller one, of fewer executions.
 */
import { expect, test } from '@jest/globals';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { scriptPath } from '../../support/model-server/index.ts';
import { processesOf } from '../../support/processes.ts';
import { useMaestro } from '../../support/use-maestro.ts';
import { accountsOf, isComplete, isMarked, rowsOf } from './accounts.ts';
import { numbersOf, startCopy } from './copies.ts';
import type { Copy } from './copies.ts';
import { killAgainAndAgain, randomFrom, seedOf } from './killing.ts';
import { commandsRunning } from './until.ts';

const maestro = useMaestro({
  // Most of the time goes into starting workers.
  env: { NODE_COMPILE_CACHE: path.join(tmpdir(), 'maestro-test-compiled') },
});

const KILLS = Number(process.env['MAESTRO_TEST_KILLS'] ?? 200);
const AT_ONCE = Math.min(20, Math.ceil(KILLS / 10));

/** The first minute: one worker lives for two seconds, and is noticed to be gone after eight. */
const QUICK_KILLS = Math.ceil(KILLS / 11);
const QUICK_MS = 2_000;

/** After that: how long each of three workers lives at most. */
const LIFE_MS = 6_000;

/** Killing ends after this, however slow the machine is. */
const KILLING_MS = 900_000;

/** No execution is started once so many kills are left, so that all of them meet some. */
const LAST_START = KILLS / 3;

const prices = { input: 1, output: 2 };
const COMMAND = 'sleep 0.3125';

/** Between two looks for executions that are blocked, in ms. */
const LOOK_MS = 1_000;

/**
 * Does what a person would where kills were taken for a run that fails: resumes it. It goes on with
 * what it has, so that this repeats no call either.
 * @returns how often that was done
 */
const keepResumed = async (
  copies: readonly Copy[],
  isOver: () => boolean,
): Promise<readonly string[]> => {
  const resumed: string[] = [];
  const look = async ({ session }: Copy): Promise<void> => {
    const { status, block } = await maestro.client.status(session);
    if (status !== 'blocked' || block?.kind !== 'failing_run') return;
    await maestro.client.resume(session);
    resumed.push(session);
  };
  while (!isOver()) {
    await delay(LOOK_MS);
    // Whoever has no worker at the moment is looked at again.
    for (const copy of copies) await look(copy).catch(() => undefined);
  }
  return resumed;
};

/** Keeps twenty executions going, and waits for the end of all. */
const keepGoing = async (copies: Copy[], isEnough: () => boolean): Promise<readonly Copy[]> => {
  let next = 1;
  const lane = async (): Promise<void> => {
    do {
      const number = next++;
      const copy = await startCopy(maestro, 'random', number, { budget: 100 });
      copies.push(copy);
      await maestro.client.result(copy.session);
    } while (!isEnough());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return copies;
};

const completeCalls = async (): Promise<number> =>
  (await rowsOf(maestro)).filter(isComplete).length;

test('no completed call is repeated, and the bill is within the ledger', async () => {
  const seed = seedOf();
  process.stderr.write(`MAESTRO_TEST_SEED=${String(seed)}\n`);
  const random = randomFrom(seed);
  const started = Date.now();
  await maestro.model.play({
    module: scriptPath('metered'),
    prices,
    options: { delayMs: 250, dribbleMs: 15, filesAStep: 1, firstCommand: COMMAND },
  });
  const toll = { left: KILLS, until: started + KILLING_MS };
  const begun: Copy[] = [];
  let isOver = false;
  const isEnough = (): boolean => toll.left < LAST_START || Date.now() > toll.until;
  const executions = keepGoing(begun, isEnough).finally(() => {
    isOver = true;
  });
  const resumed = keepResumed(begun, () => isOver);
  await delay(3_000);

  const before = await completeCalls();
  const quick = { ...toll, left: QUICK_KILLS };
  const quickStarted = Date.now();
  const last = await killAgainAndAgain(maestro, maestro.worker(), quick, () => QUICK_MS);
  toll.left -= QUICK_KILLS;
  const quickMs = Date.now() - quickStarted;
  const progress = (await completeCalls()) - before;

  const lifetime = (): number => Math.round(random() * LIFE_MS);
  const workers = [last, await maestro.addWorker(), await maestro.addWorker()];
  await Promise.all(workers.map((worker) => killAgainAndAgain(maestro, worker, toll, lifetime)));
  const killedMs = Date.now() - started;
  const copies = await executions;

  const { rows, bill, ledger, marked, repeated, unknown } = await accountsOf(
    maestro,
    numbersOf(copies),
  );
  const figures = {
    seed,
    kills: KILLS - Math.max(0, toll.left),
    executions: copies.length,
    calls: rows.filter(isComplete).length,
    markedRows: rows.filter(isMarked).length,
    bill,
    ledger,
    marked,
    repeated: repeated.length,
    resumed: (await resumed).length,
    quick: `${String(QUICK_KILLS)} kills in ${String(quickMs)} ms: ${String(progress)} calls`,
    killedMs,
    ms: Date.now() - started,
  };
  process.stderr.write(`${JSON.stringify(figures, null, 1)}\n`);
  expect(figures.kills).toBe(KILLS);
  expect(progress).toBeGreaterThan(0);
  expect(repeated).toEqual([]);
  expect(unknown).toEqual([]);
  expect(bill).toBeLessThanOrEqual(ledger);
  expect(bill).toBeGreaterThanOrEqual(ledger - marked);
  expect(rows.filter(({ outcome }) => outcome === 'pending')).toEqual([]);
  const trees = await Promise.all(
    copies.map(async ({ session }) => (await maestro.client.result(session)).tree),
  );
  expect(new Set(trees).size).toBe(1);
  await maestro.stopWorkers();
  expect(commandsRunning(COMMAND)).toBe(0);
  expect(processesOf(path.dirname(maestro.objectsDir))).toEqual([]);
}, 1_800_000);
