import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createLedger } from '../../../src/adapters/ledger/postgres.ts';
import { NotSettled } from '../../../src/adapters/ledger/postgres-settle.ts';
import { createRecords } from '../../../src/adapters/records/index.ts';
import { Fenced } from '../../../src/ports/ledger.ts';
import type { Begun, Fence, Ledger } from '../../../src/ports/ledger.ts';
import { usePostgres } from '../../support/postgres.ts';
import { answerOf, failureOf, newExecution, requestOf, resultOf, runOf } from './support.ts';

const database = usePostgres();

const setUp = async (pools: number) => {
  const { db, connect } = await database();
  const executionId = await newExecution(db);
  const ledgers = Array.from({ length: pools }, () => createLedger(connect({ connections: 12 })));
  const ledgerOf = (index: number): Ledger => ledgers[index % pools] ?? createLedger(db);
  const rows = () => db.selectFrom('ledger').selectAll().execute();
  return { db, connect, executionId, run: runOf(executionId), ledgerOf, rows };
};

const FIFTY = Array.from({ length: 50 }, (_, index) => index);

const kindOf = (error: unknown): string => {
  if (error instanceof Fenced) return 'fenced';
  if (error instanceof NotSettled) return 'not settled';
  throw error;
};

/** Begins step 1 and completes it; answers how far it got. */
const attempt = async (ledger: Ledger, fence: Fence, text: string): Promise<string> => {
  try {
    const begun = await ledger.begin(fence, requestOf(1));
    if (begun.kind !== 'send') return begun.kind;
    await ledger.complete(fence, begun.ref, answerOf(text));
    return 'complete';
  } catch (error) {
    return kindOf(error);
  }
};

describe('fifty at once, from four pools', () => {
  test('take fifty different numbers', async () => {
    const { run, ledgerOf } = await setUp(4);
    const opened = await Promise.all(FIFTY.map((index) => ledgerOf(index).openRun(run)));
    const numbers = opened.map(({ fence }) => fence.number).sort((a, b) => a - b);
    expect(numbers).toEqual(FIFTY.map((index) => index + 1));
  });

  test('that open, begin and complete leave one completed try and nothing pending', async () => {
    const { run, ledgerOf, rows } = await setUp(4);
    const ends = await Promise.all(
      FIFTY.map(async (index) => {
        const ledger = ledgerOf(index);
        const { fence } = await ledger.openRun(run);
        return attempt(ledger, fence, `attempt ${String(index)}`);
      }),
    );
    // Whoever came last can't be fenced any more, so that one at least was answered.
    const { fence, calls } = await ledgerOf(0).openRun(run);
    const kept = await rows();
    expect(calls).toHaveLength(1);
    expect(ends.filter((end) => end === 'complete')).toHaveLength(1);
    expect(kept.filter(({ outcome }) => outcome === 'complete')).toHaveLength(1);
    expect(kept.filter(({ outcome }) => outcome === 'pending')).toEqual([]);
    for (const row of kept) expect(row.cost).toBe(row.outcome === 'lost' ? row.bound : 300);
    expect(fence.number).toBe(51);
  });

  test('under one number never have two tries pending, and complete one', async () => {
    const { run, ledgerOf, rows } = await setUp(4);
    const { fence } = await ledgerOf(0).openRun(run);
    const ends = await Promise.all(
      FIFTY.map((index) => attempt(ledgerOf(index), fence, `writer ${String(index)}`)),
    );
    expect(ends.filter((end) => end === 'complete')).toHaveLength(1);
    const kept = await rows();
    expect(kept.filter(({ outcome }) => outcome === 'complete')).toHaveLength(1);
    expect(kept.filter(({ outcome }) => outcome === 'pending')).toEqual([]);
  });

  test('that complete one try with different answers keep one of them', async () => {
    const { run, ledgerOf, rows } = await setUp(4);
    const { fence } = await ledgerOf(0).openRun(run);
    const begun = await ledgerOf(0).begin(fence, requestOf(1));
    if (begun.kind !== 'send') throw new Error(begun.kind);
    const ends = await Promise.all(
      FIFTY.map((index) =>
        ledgerOf(index)
          .complete(fence, begun.ref, answerOf(`answer ${String(index)}`))
          .then(() => 'complete', kindOf),
      ),
    );
    expect(ends.filter((end) => end === 'complete')).toHaveLength(1);
    expect(await rows()).toMatchObject([{ outcome: 'complete', cost: 300 }]);
  });

  test('that end a run differently keep one end', async () => {
    const { run, ledgerOf, executionId } = await setUp(4);
    const { fence } = await ledgerOf(0).openRun(run);
    const ends = await Promise.all(
      FIFTY.map((index) =>
        ledgerOf(index)
          .closeRun(fence, resultOf(run.runId, { summary: `end ${String(index)}` }))
          .then(() => `end ${String(index)}`, kindOf),
      ),
    );
    const winners = ends.filter((end) => end !== 'fenced');
    expect(winners).toHaveLength(1);
    const kept = await ledgerOf(0).findResult(executionId, run.inputDigest);
    expect(kept?.summary).toBe(winners[0]);
  });
});

describe('a begin that meets a later attempt', () => {
  test('is fenced or charged, never left pending', async () => {
    const { run, ledgerOf, rows } = await setUp(2);
    for (let round = 0; round < 30; round += 1) {
      const { fence } = await ledgerOf(0).openRun(run);
      const [begun] = await Promise.all([
        ledgerOf(0).begin(fence, requestOf(1)).catch(kindOf),
        ledgerOf(1).openRun(run),
      ]);
      const kept = await rows();
      expect(kept.filter(({ outcome }) => outcome !== 'lost')).toEqual([]);
      const own = kept.filter((row) => row.fence === fence.number);
      expect(own).toHaveLength(begun === 'fenced' ? 0 : 1);
    }
  });
});

describe('holding an execution', () => {
  test('lets no call begin after it returned, and lets them begin again', async () => {
    const { run, ledgerOf, db, executionId } = await setUp(2);
    const records = createRecords(db);
    const { fence } = await ledgerOf(0).openRun(run);
    await records.hold(executionId, true);
    expect(await ledgerOf(0).begin(fence, requestOf(1))).toEqual({ kind: 'held' });
    await records.hold(executionId, false);
    expect(await ledgerOf(0).begin(fence, requestOf(1))).toMatchObject({ kind: 'send' });
  });

  test('waits for a begin that is under way', async () => {
    const { run, ledgerOf, connect, db, executionId } = await setUp(1);
    await ledgerOf(0).openRun(run);
    let holding: Promise<void> | undefined;
    let returned = false;
    await connect()
      .transaction()
      .execute(async (trx) => {
        // What begin does first: from here on it may have read the flag.
        await sql`select ledger_lock(${executionId}, ${run.runId}, 1)`.execute(trx);
        holding = createRecords(db)
          .hold(executionId, true)
          .then(() => {
            returned = true;
          });
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(returned).toBe(false);
      });
    await holding;
    expect(returned).toBe(true);
  });

  test('answers a completed step all the same', async () => {
    const { run, ledgerOf, db, executionId } = await setUp(1);
    const ledger = ledgerOf(0);
    const { fence } = await ledger.openRun(run);
    await attempt(ledger, fence, 'Hello');
    await createRecords(db).hold(executionId, true);
    expect(await ledger.begin(fence, requestOf(1))).toMatchObject({ kind: 'replay' });
    expect(await ledger.begin(fence, requestOf(2))).toEqual({ kind: 'held' });
  });
});

describe('a writer whose connection is cut midway', () => {
  const cutAll = (db: Awaited<ReturnType<typeof setUp>>['db']) =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(db);

  test('leaves nothing of its transaction, and the next attempt goes on', async () => {
    const { run, ledgerOf, connect, db, executionId, rows } = await setUp(1);
    const { fence } = await ledgerOf(0).openRun(run);
    const writer = connect({ connections: 1 });
    const midway = writer.transaction().execute(async (trx) => {
      await createLedger(trx).begin(fence, requestOf(1));
      expect(await trx.selectFrom('ledger').selectAll().execute()).toHaveLength(1);
      await cutAll(db);
      await trx.selectFrom('ledger').selectAll().execute();
    });
    await expect(midway).rejects.toMatchObject({ name: 'DatabaseUnreachable' });
    expect(await rows()).toEqual([]);
    // The lock went with the connection: the next attempt does not wait for it.
    const next = await createLedger(writer).openRun(runOf(executionId));
    expect(next.fence.number).toBe(2);
  });

  test('may be cut anywhere, fifty times: no pending try is left without its attempt', async () => {
    const { run, ledgerOf, db, rows } = await setUp(4);
    const ledger = createLedger(db);
    const settled: number[] = [];
    const work = async (index: number): Promise<void> => {
      try {
        const { fence } = await ledgerOf(index).openRun(run);
        const begun: Begun = await ledgerOf(index).begin(fence, requestOf(1));
        if (begun.kind !== 'send') return;
        await ledgerOf(index).fail(fence, begun.ref, failureOf());
        settled.push(begun.ref.attempt);
      } catch (error) {
        const known =
          error instanceof Error && ['DatabaseUnreachable', 'Fenced'].includes(error.name);
        if (!known) throw error;
      }
    };
    for (let round = 0; round < 5; round += 1) {
      const all = Promise.all(FIFTY.slice(0, 10).map(work));
      await cutAll(db);
      await all;
    }
    await ledger.openRun(run);
    const kept = await rows();
    expect(kept.filter(({ outcome }) => outcome === 'pending')).toEqual([]);
    const rejected = kept.filter(({ outcome }) => outcome === 'rejected');
    expect(rejected.map((row) => row.attempt)).toEqual(expect.arrayContaining(settled));
  });
});
