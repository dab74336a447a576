/**
 * A worker that is killed at each point of each of the eight calls of a persona run. Eight
 * executions wait at the same point, each in a call of its own, and die with one `kill -9`.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { scriptPath } from '../../support/model-server/index.ts';
import type { Answer } from '../../support/model-server/index.ts';
import { useMaestro } from '../../support/use-maestro.ts';
import { accountsOf, isComplete, isMarked } from './accounts.ts';
import { cancelAll, EIGHT_CALLS, numbersOf, startCopies, treesOf } from './copies.ts';
import type { Copy } from './copies.ts';
import { holdOutcome, holdPending, holdRuns } from './hold.ts';
import { commandsRunning, until } from './until.ts';

const maestro = useMaestro();

const CALLS = 8;
const STEPS = Array.from({ length: CALLS }, (_, index) => index + 1);

/** What the worker is told in MAESTRO_MODEL_PRICES. */
const prices = { input: 1, output: 2 };

interface Special {
  readonly first?: Answer;
  readonly command?: string;
}

/** Copy n is killed in step n, where its answer is special. */
const play = (special: Special = {}): Promise<void> =>
  maestro.model.play({
    module: scriptPath('eight-calls'),
    prices,
    options: { copies: Object.fromEntries(STEPS.map((step) => [step, [{ step, ...special }]])) },
  });

const begin = (name: string, count = CALLS): Promise<readonly Copy[]> =>
  startCopies(maestro, name, count, { approvals: ['requirements'], budget: 5 });

const heldIn = (copies: readonly Copy[]) =>
  copies.map(({ executionId, number }) => ({ executionId, runId: EIGHT_CALLS, step: number }));

type HoldIn = typeof holdPending | typeof holdOutcome;

/** Has each copy wait for Postgres in its step, and kills the worker; what waits is let happen or not. */
const killInStatement = async (name: string, hold: HoldIn, happens: boolean) => {
  await play();
  const runs = await holdRuns(maestro.database.url);
  const copies = await begin(name);
  await runs.caught(CALLS);
  const statements = await hold(maestro.database.url, heldIn(copies));
  await runs.release();
  await statements.caught(CALLS);
  await maestro.worker().kill();
  await (happens ? statements.release() : statements.drop());
  return copies;
};

const killInStream = async (name: string) => {
  await play({ first: { stallAt: 0.5 } });
  const copies = await begin(name);
  const stalled = async () =>
    (await maestro.model.log()).filter(({ outcome }) => outcome === 'pending').length === CALLS;
  await until('eight streams', stalled);
  // What was sent arrives.
  await delay(100);
  await maestro.worker().kill();
  return copies;
};

const COMMAND = 'sleep 4.125';

const killInTool = async (name: string) => {
  await play({ command: COMMAND });
  const copies = await begin(name);
  await until('eight commands', () => commandsRunning(COMMAND) === CALLS);
  await maestro.worker().kill();
  await until('no command', () => commandsRunning(COMMAND) === 0);
  return copies;
};

interface Point {
  readonly point: string;
  readonly kill: (name: string) => Promise<readonly Copy[]>;
  /** Whether the killed call counts as possibly billed. */
  readonly marked: boolean;
  /** Requests that the provider got for a step in which the worker was killed. */
  readonly asked: 1 | 2;
}

const POINTS: readonly Point[] = [
  {
    point: 'before the pending row',
    kill: (name) => killInStatement(name, holdPending, false),
    marked: false,
    asked: 1,
  },
  {
    point: 'between the row and the request',
    kill: (name) => killInStatement(name, holdPending, true),
    marked: true,
    asked: 1,
  },
  { point: 'in mid-stream', kill: killInStream, marked: true, asked: 2 },
  {
    point: 'after the answer, before its row',
    kill: (name) => killInStatement(name, holdOutcome, false),
    marked: true,
    asked: 2,
  },
  {
    point: 'after the row',
    kill: (name) => killInStatement(name, holdOutcome, true),
    marked: false,
    asked: 1,
  },
  { point: 'in a tool', kill: killInTool, marked: false, asked: 1 },
];

describe('a worker killed in each of eight calls', () => {
  let reference: string | undefined;

  beforeAll(async () => {
    await play();
    const copies = await begin('reference', 1);
    [reference] = await treesOf(maestro, copies);
    const { rows } = await accountsOf(maestro, numbersOf(copies));
    expect(rows.map(({ outcome }) => outcome)).toEqual(STEPS.map(() => 'complete'));
    await cancelAll(maestro, copies);
  }, 60_000);

  test.each(POINTS)(
    '$point: the same tree, and nothing complete is asked for again',
    async ({ point, kill, marked, asked }) => {
      const copies = await kill(point.replaceAll(/[ ,-]+/g, '-'));
      await maestro.startWorker();
      const trees = await treesOf(maestro, copies);
      expect(new Set(trees)).toEqual(new Set([reference]));

      const { rows, bill, ledger, ...accounts } = await accountsOf(maestro, numbersOf(copies));
      expect(accounts).toMatchObject({ repeated: [], unknown: [] });
      for (const { executionId, number } of copies) {
        const own = rows.filter((row) => row.execution_id === executionId);
        expect(own.filter(isComplete).map(({ step }) => step)).toEqual(STEPS);
        expect(own.filter(isMarked).map(({ step }) => step)).toEqual(marked ? [number] : []);
        expect(own).toHaveLength(CALLS + (marked ? 1 : 0));
      }
      const log = await maestro.model.log();
      expect(log).toHaveLength(CALLS * (CALLS - 1 + asked));
      expect(bill).toBeLessThanOrEqual(ledger);
      // All of the difference is in marked rows; without them both are the same to the nano-dollar.
      expect(bill).toBeGreaterThanOrEqual(ledger - accounts.marked);
      await cancelAll(maestro, copies);
    },
    60_000,
  );
});

test('after a fallback the run is rebuilt with the answers of both models, and neither is asked again', async () => {
  await maestro.model.play({
    module: scriptPath('eight-calls'),
    prices,
    options: {
      copies: {
        1: [
          { step: 2, model: 'first', first: { fault: 'content policy' } },
          { step: 3, first: { stallAt: 0.5 } },
        ],
      },
    },
  });
  const model = 'anthropic:first,openai-chat:second';
  const more = { approvals: ['requirements'], budget: 5, model } as const;
  const copies = await startCopies(maestro, 'fallback', 1, more);
  const asked = async () => (await maestro.model.log()).map(({ body }) => body.model);
  await until('the third step', async () => (await asked()).length === 4);
  // What was sent arrives.
  await delay(100);
  await maestro.worker().kill();
  await maestro.startWorker();
  await treesOf(maestro, copies);
  const rest = Array.from({ length: CALLS - 2 }, () => 'first');
  expect(await asked()).toEqual(['first', 'first', 'second', 'first', ...rest]);
  const { rows, bill, ledger, ...accounts } = await accountsOf(maestro, numbersOf(copies));
  expect(accounts).toMatchObject({ repeated: [], unknown: [] });
  expect(rows.slice(0, 5).map(({ step, outcome }) => [step, outcome])).toEqual([
    [1, 'complete'],
    [2, 'rejected'],
    [2, 'complete'],
    [3, 'lost'],
    [3, 'complete'],
  ]);
  expect(rows.filter(isComplete)).toHaveLength(CALLS);
  expect(bill).toBeLessThanOrEqual(ledger);
  expect(bill).toBeGreaterThanOrEqual(ledger - accounts.marked);
  await cancelAll(maestro, copies);
}, 60_000);
