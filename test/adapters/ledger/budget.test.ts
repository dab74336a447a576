import { describe, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { createLedger } from '../../../src/adapters/ledger/postgres.ts';
import type { Database } from '../../../src/adapters/postgres/index.ts';
import { createRecords, createRecordsReader } from '../../../src/adapters/records/index.ts';
import type { Budget } from '../../../src/domain/budget.ts';
import { nanoUsd } from '../../../src/domain/money.ts';
import type { PersonaId } from '../../../src/domain/persona.ts';
import type { ExecutionId } from '../../../src/domain/session.ts';
import { digestOf } from '../../../src/ports/digests.ts';
import type { Begun, Fence, Ledger, RunIdentity } from '../../../src/ports/ledger.ts';
import { usePostgres } from '../../support/postgres.ts';
import { answerOf, failureOf, newExecution, requestOf, resultOf, runOf } from './support.ts';

const database = usePostgres();

const setUp = async (budget?: Budget) => {
  const { db, connect } = await database();
  const executionId = await newExecution(db);
  const records = createRecords(db);
  if (budget !== undefined) await records.setBudget(executionId, budget);
  return { db, connect, executionId, records, ledger: createLedger(db) };
};

const named = (executionId: ExecutionId, index: number, changes: Partial<RunIdentity> = {}) =>
  runOf(executionId, {
    runId: `persona_${String(index)}.implementation.1`,
    persona: `persona_${String(index)}` as PersonaId,
    inputDigest: digestOf(`input ${String(index)}`),
    ...changes,
  });

const usd = (amount: number) => nanoUsd(Math.round(amount * 1e9));

const sent = (begun: Begun) => {
  if (begun.kind !== 'send') throw new Error(`The ledger answered "${begun.kind}".`);
  return begun.ref;
};

const open = async (ledger: Ledger, run: RunIdentity): Promise<Fence> =>
  (await ledger.openRun(run)).fence;

/** What could be billed at most: costs of what has settled, bounds of what has not. */
const committed = async (db: Database, executionId: ExecutionId): Promise<number> => {
  const { rows } = await sql<{ readonly sum: number }>`
    select coalesce(sum(case outcome when 'pending' then bound else cost end), 0)::bigint as sum
    from ledger where execution_id = ${executionId}`.execute(db);
  return rows[0]?.sum ?? 0;
};

const STEPS = 3;
const CALL = usd(0.01);

/** Three calls of a run, each of one cent; waits where it has to. */
const work = async (ledger: Ledger, run: RunIdentity): Promise<'ended' | 'blocked'> => {
  const { fence, calls, result } = await ledger.openRun(run);
  if (result !== undefined) return 'ended';
  for (let step = calls.length + 1; step <= STEPS; step += 1) {
    let begun = await ledger.begin(fence, requestOf(step, { bound: CALL }));
    while (begun.kind === 'wait') {
      await delay(5 + Math.random() * 20);
      begun = await ledger.begin(fence, requestOf(step, { bound: CALL }));
    }
    if (begun.kind === 'over_budget') return 'blocked';
    await delay(Math.random() * 10);
    const cost = step === 2 ? CALL : nanoUsd(CALL - 7);
    if (step === 1 && Math.random() < 0.2) {
      await ledger.fail(fence, sent(begun), failureOf({ cost }));
      step -= 1;
    } else {
      await ledger.complete(fence, sent(begun), answerOf(run.runId, { cost }));
    }
  }
  await ledger.closeRun(fence, resultOf(run.runId));
  return 'ended';
};

describe('fifty runs in parallel against a budget for ten', () => {
  test('never exceed it, and end once it is raised, with nothing sent twice', async () => {
    const budget = usd(0.3);
    const { db, connect, executionId, records } = await setUp({ total: budget });
    const ledgers = Array.from({ length: 4 }, () => createLedger(connect({ connections: 12 })));
    const runs = Array.from({ length: 50 }, (_, index) => named(executionId, index));
    const all = () =>
      Promise.all(runs.map((run, at) => work(ledgers[at % 4] ?? createLedger(db), run)));

    let most = 0;
    const watching = new AbortController();
    const watch = (async () => {
      while (!watching.signal.aborted) {
        most = Math.max(most, await committed(db, executionId));
        await delay(3);
      }
    })();
    const first = await all();
    watching.abort();
    await watch;
    expect(most).toBeLessThanOrEqual(budget);
    expect(await committed(db, executionId)).toBeLessThanOrEqual(budget);
    expect(await committed(db, executionId)).toBeGreaterThan(budget - CALL - 1_000);
    expect(first).toContain('blocked');

    await records.setBudget(executionId, { total: usd(100) });
    expect(new Set(await all())).toEqual(new Set(['ended']));
    const rows = await db.selectFrom('ledger').selectAll().execute();
    expect(rows.filter(({ outcome }) => outcome === 'complete')).toHaveLength(50 * STEPS);
    expect(rows.filter(({ outcome }) => outcome === 'pending')).toEqual([]);
  }, 60_000);
});

describe('a call within a budget', () => {
  test('waits for a sibling where only both together look too expensive', async () => {
    const { ledger, executionId } = await setUp({ total: usd(1.5) });
    const [a, b] = [named(executionId, 1), named(executionId, 2)];
    const [one, other] = [await open(ledger, a), await open(ledger, b)];
    const request = requestOf(1, { bound: usd(1) });
    const begun = await ledger.begin(one, request);
    expect(await ledger.begin(other, request)).toEqual({
      kind: 'wait',
      shortage: {
        part: { kind: 'execution' },
        limit: usd(1.5),
        spent: 0,
        reserved: usd(1),
        needed: usd(1),
      },
    });
    await ledger.complete(one, sent(begun), answerOf('cheap', { cost: usd(0.5) }));
    expect(await ledger.begin(other, request)).toMatchObject({ kind: 'send' });
  });

  test('is refused where it would not fit alone, and says what is missing', async () => {
    const { ledger, executionId } = await setUp({ total: usd(1) });
    const fence = await open(ledger, named(executionId, 1));
    const begun = await ledger.begin(fence, requestOf(1, { bound: usd(1) }));
    await ledger.complete(fence, sent(begun), answerOf('one', { cost: usd(0.4) }));
    expect(await ledger.begin(fence, requestOf(2, { bound: nanoUsd(usd(0.6) + 1) }))).toEqual({
      kind: 'over_budget',
      shortage: {
        part: { kind: 'execution' },
        limit: usd(1),
        spent: usd(0.4),
        reserved: 0,
        needed: usd(0.6) + 1,
      },
    });
    expect(await ledger.begin(fence, requestOf(2, { bound: usd(0.6) }))).toMatchObject({
      kind: 'send',
    });
  });

  test('is held to the caps of its phase and of its persona', async () => {
    const { ledger, executionId, records } = await setUp({
      total: usd(10),
      phases: { testing: usd(1) },
      personas: { ['persona_1' as PersonaId]: usd(2) },
    });
    const bound = usd(1.2);
    const inTesting = named(executionId, 2, { phase: 'testing', runId: 'persona_2.testing.1' });
    expect(
      await ledger.begin(await open(ledger, inTesting), requestOf(1, { bound })),
    ).toMatchObject({
      kind: 'over_budget',
      shortage: { part: { kind: 'phase', phase: 'testing' }, spent: 0 },
    });
    const first = await open(ledger, named(executionId, 1));
    const again = named(executionId, 1, { phase: 'design', runId: 'persona_1.design.1' });
    const second = await open(ledger, again);
    sent(await ledger.begin(first, requestOf(1, { bound })));
    expect(await ledger.begin(second, requestOf(1, { bound }))).toMatchObject({
      kind: 'wait',
      shortage: { part: { kind: 'persona', persona: 'persona_1' }, reserved: bound },
    });
    await records.setBudget(executionId, { total: usd(10) });
    expect(await ledger.begin(second, requestOf(1, { bound }))).toMatchObject({ kind: 'send' });
  });

  test('is replayed, refused as another, or held before money is asked about', async () => {
    const { ledger, executionId, records } = await setUp();
    const fence = await open(ledger, named(executionId, 1));
    const begun = await ledger.begin(fence, requestOf(1));
    await ledger.complete(fence, sent(begun), answerOf('one'));
    await records.setBudget(executionId, { total: nanoUsd(1) });
    expect(await ledger.begin(fence, requestOf(1))).toMatchObject({ kind: 'replay' });
    const other = { digest: digestOf('another request') };
    expect(await ledger.begin(fence, requestOf(1, other))).toMatchObject({ kind: 'conflict' });
    await records.hold(executionId, true);
    expect(await ledger.begin(fence, requestOf(2))).toEqual({ kind: 'held' });
    await records.hold(executionId, false);
    expect(await ledger.begin(fence, requestOf(2))).toMatchObject({ kind: 'over_budget' });
  });

  test('counts its own lost try as spent, not as reserved, so that it never waits for itself', async () => {
    const { ledger, executionId } = await setUp({ total: usd(1.5) });
    const fence = await open(ledger, named(executionId, 1));
    const request = requestOf(1, { bound: usd(1) });
    sent(await ledger.begin(fence, request));
    expect(await ledger.begin(fence, request)).toMatchObject({
      kind: 'over_budget',
      shortage: { spent: usd(1), reserved: 0 },
    });
  });

  test('does not make its run look like one that never gets anywhere', async () => {
    const { ledger, executionId } = await setUp({ total: nanoUsd(1) });
    const run = named(executionId, 1);
    for (let round = 0; round < 7; round += 1) {
      const { fence, idleAttempts } = await ledger.openRun(run);
      expect(idleAttempts).toBe(0);
      expect(await ledger.begin(fence, requestOf(1))).toMatchObject({ kind: 'over_budget' });
    }
  });

  test('is not kept waiting by what a replaced run left pending', async () => {
    const { ledger, executionId } = await setUp({ total: usd(1.5) });
    const request = requestOf(1, { bound: usd(0.7) });
    sent(await ledger.begin(await open(ledger, named(executionId, 1)), request));
    const again = named(executionId, 1, { runId: 'persona_1.implementation.2' });
    const fence = await open(ledger, again);
    expect(await ledger.begin(fence, request)).toMatchObject({ kind: 'send' });
    const other = await open(ledger, named(executionId, 2));
    expect(await ledger.begin(other, request)).toMatchObject({
      kind: 'wait',
      shortage: { spent: usd(0.7), reserved: usd(0.7) },
    });
  });
});

describe('a budget', () => {
  test('that comes while a call begins is seen by every later one', async () => {
    const { ledger, connect, executionId, records } = await setUp();
    const run = named(executionId, 1);
    await open(ledger, run);
    let setting: Promise<void> | undefined;
    let returned = false;
    await connect()
      .transaction()
      .execute(async (trx) => {
        await sql`select ledger_lock(${executionId}, ${run.runId}, 1)`.execute(trx);
        setting = records.setBudget(executionId, { total: usd(1) }).then(() => {
          returned = true;
        });
        await delay(300);
        expect(returned).toBe(false);
      });
    await setting;
    expect(returned).toBe(true);
  });

  test('costs executions without one no lock: their calls begin side by side', async () => {
    const { ledger, connect, executionId, records } = await setUp();
    const fence = await open(ledger, named(executionId, 1));
    const locked = (begin: () => Promise<unknown>) =>
      connect()
        .transaction()
        .execute(async (trx) => {
          await sql`select from sdlc_executions for no key update`.execute(trx);
          return Promise.race([begin(), delay(500, 'waits')]);
        });
    const begin = () => ledger.begin(fence, requestOf(1));
    expect(await locked(begin)).toMatchObject({ kind: 'send' });
    await records.setBudget(executionId, { total: usd(1) });
    let late: Promise<Begun> | undefined;
    expect(await locked(() => (late = begin()))).toBe('waits');
    expect(await late).toMatchObject({ kind: 'send' });
  });
});

describe('what an execution has spent', () => {
  test('is told by phase, persona and model, with what was saved, from ledger rows', async () => {
    const { db, ledger, executionId } = await setUp({
      total: usd(2),
      phases: { implementation: usd(1.5) },
    });
    const run = named(executionId, 1);
    const fence = await open(ledger, run);
    const one = sent(await ledger.begin(fence, requestOf(1, { bound: usd(0.5) })));
    const usage = { inputTokens: 1_000, cachedInputTokens: 800, outputTokens: 10 };
    await ledger.complete(
      fence,
      one,
      answerOf('one', { usage, cost: usd(0.1), uncachedCost: usd(0.3) }),
    );
    const two = sent(
      await ledger.begin(fence, requestOf(2, { model: 'other:model', bound: usd(0.2) })),
    );
    const lost = { outcome: 'cut', cost: usd(0.2), possiblyBilled: true } as const;
    await ledger.fail(fence, two, failureOf(lost));
    sent(await ledger.begin(fence, requestOf(2, { bound: usd(0.4) })));
    await ledger.noteReuse(executionId, 'persona_9.testing.1', resultOf(run.runId));
    const spending = await createRecordsReader(db).spending(executionId);
    expect(spending).toEqual({
      budgetNanoUsd: usd(2),
      spentNanoUsd: usd(0.3),
      reservedNanoUsd: usd(0.4),
      possiblyBilledNanoUsd: usd(0.2),
      leftNanoUsd: usd(1.3),
      calls: 1,
      phases: [
        {
          name: 'implementation',
          spentNanoUsd: usd(0.3),
          reservedNanoUsd: usd(0.4),
          possiblyBilledNanoUsd: usd(0.2),
          capNanoUsd: usd(1.5),
          calls: 1,
        },
      ],
      personas: [expect.objectContaining({ name: 'persona_1', spentNanoUsd: usd(0.3) })],
      models: [
        expect.objectContaining({ name: 'other:model', spentNanoUsd: usd(0.2), calls: 0 }),
        expect.objectContaining({ name: 'provider:model', reservedNanoUsd: usd(0.4), calls: 1 }),
      ],
      answers: [
        { phase: 'implementation', persona: 'persona_1', model: 'provider:model', calls: 1 },
      ],
      inputTokens: { all: 1_000, cached: 800 },
      saved: { cachingNanoUsd: usd(0.2), reuseNanoUsd: usd(0.1) },
    });
  });

  test('counts calls that a later attempt took from the ledger as saved', async () => {
    const { db, ledger, executionId } = await setUp();
    const run = named(executionId, 1);
    const fence = await open(ledger, run);
    const ref = sent(await ledger.begin(fence, requestOf(1)));
    await ledger.complete(fence, ref, answerOf('one', { cost: usd(0.1) }));
    await open(ledger, run);
    await open(ledger, run);
    const spending = await createRecordsReader(db).spending(executionId);
    expect(spending).toMatchObject({ spentNanoUsd: usd(0.1), saved: { reuseNanoUsd: usd(0.2) } });
    expect(spending).not.toHaveProperty('leftNanoUsd');
  });
});
