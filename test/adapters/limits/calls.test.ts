import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createLeaseStore } from '../../../src/adapters/limits/lease-store.ts';
import { readModelStanding } from '../../../src/adapters/limits/model-standing.ts';
import { createProviderLimits } from '../../../src/adapters/limits/postgres.ts';
import { usePostgres } from '../../support/postgres.ts';
import { ask, KEY, turnOf, turnsAt, workerOf } from './support.ts';

const database = usePostgres();

describe('calls at once', () => {
  test('of three workers are never more than the limit, and everybody comes to its turn', async () => {
    const place = await database();
    const workers = ['a', 'b', 'c'].map((name) => turnsAt(workerOf(place, name), { calls: 4 }));
    let [now, most, done] = [0, 0, 0];
    const call = async (index: number, pauseMs: number): Promise<void> => {
      const turns = workers[index % 3];
      if (turns === undefined) throw new Error('three workers');
      const turn = await turnOf(turns, { name: `run ${String(index)}`, patienceMs: 50_000 });
      now += 1;
      most = Math.max(most, now);
      await delay(pauseMs);
      now -= 1;
      done += 1;
      turn.end({ kind: 'unknown' });
    };
    await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        for (let at = 0; at < 4; at += 1) await call(index, 5 + ((index * 7 + at * 3) % 20));
      }),
    );
    expect({ most, done }).toEqual({ most: 4, done: 120 });
  }, 60_000);

  test('are used again without asking Postgres while nobody waits elsewhere', async () => {
    const place = await database();
    const turns = turnsAt(workerOf(place, 'a'));
    (await turnOf(turns)).end({ kind: 'unknown' });
    // Whoever had to ask would wait for this lock.
    await place
      .connect()
      .transaction()
      .execute(async (trx) => {
        await trx.selectFrom('provider_leases').selectAll().forUpdate().execute();
        (await turnOf(turns)).end({ kind: 'unknown' });
      });
  });

  test('go back to others soon after the last call', async () => {
    const place = await database();
    const one = turnsAt(workerOf(place, 'a'), { calls: 1 });
    const other = turnsAt(workerOf(place, 'b'), { calls: 1 });
    (await turnOf(one)).end({ kind: 'unknown' });
    (await turnOf(other)).end({ kind: 'unknown' });
    const began = performance.now();
    await turnOf(one);
    expect(performance.now() - began).toBeLessThan(8_000);
  }, 20_000);

  test('are shown to others, with those that wait', async () => {
    const place = await database();
    const turns = turnsAt(workerOf(place, 'a'), { calls: 2 });
    await Promise.all([turnOf(turns), turnOf(turns)]);
    const waiting = ask(turns, { patienceMs: 1_000 });
    await delay(300);
    expect((await readModelStanding(place.db)).uses).toEqual([
      { key: KEY, calls: 2, waiting: 1, requests: 0, tokens: 0 },
    ]);
    expect(await waiting).toMatchObject({ kind: 'later', why: 'calls' });
  }, 20_000);

  test('of two limits know nothing of each other', async () => {
    const worker = workerOf(await database(), 'a');
    const ollama = { key: 'ollama http://127.0.0.1:11434/v1', calls: 1 };
    await turnOf(turnsAt(worker, { calls: 1 }));
    await turnOf(turnsAt(worker, ollama));
    expect(await ask(turnsAt(worker, ollama), { patienceMs: 300 })).toMatchObject({
      kind: 'later',
    });
  }, 20_000);
});

describe('a worker that dies', () => {
  test('keeps its slots from others only until its lease is over', async () => {
    const place = await database();
    const dead = place.connect();
    // What a worker leaves behind that took two of three and is no more.
    const limit = { key: KEY, calls: 3 };
    const store = createLeaseStore(dead, limit, { holder: 'dead', leaseMs: 2_000 });
    await store.sync({ has: 0, want: 2, waiting: 0, waitedMs: 0, presentMs: 0, tokens: 0 });
    const turns = turnsAt(workerOf(place, 'b'));
    await turnOf(turns);
    expect(await ask(turns, { patienceMs: 500 })).toMatchObject({ kind: 'later', why: 'calls' });
    await Promise.all([turnOf(turns), turnOf(turns)]);
  }, 20_000);

  test('while one that lives renews its lease for as long as its call takes', async () => {
    const place = await database();
    const living = turnsAt(workerOf(place, 'a', { leaseMs: 700 }), { calls: 1 });
    const other = turnsAt(workerOf(place, 'b'), { calls: 1 });
    const turn = await turnOf(living);
    expect(await ask(other, { patienceMs: 3_000 })).toMatchObject({ kind: 'later' });
    turn.end({ kind: 'unknown' });
    await turnOf(other);
  }, 20_000);

  test('gives back what it has when it ends in order', async () => {
    const place = await database();
    const worker = workerOf(place, 'a');
    await turnOf(turnsAt(worker, { calls: 1 }));
    await worker.close();
    await turnOf(turnsAt(workerOf(place, 'b'), { calls: 1 }));
  });
});

describe('whoever waits', () => {
  test('stops at once when it aborts, for the reason given, and takes nobody else’s turn', async () => {
    const turns = turnsAt(workerOf(await database(), 'a'), { calls: 1 });
    const turn = await turnOf(turns);
    const controller = new AbortController();
    const reason = new Error('cancelled by a person');
    const waiting = ask(turns, { signal: controller.signal });
    const next = turnOf(turns, { name: 'next' });
    setTimeout(() => {
      controller.abort(reason);
    }, 200);
    await expect(waiting).rejects.toBe(reason);
    turn.end({ kind: 'unknown' });
    await next;
  }, 20_000);

  test('goes before whoever came later, also in another worker and after it went away', async () => {
    const place = await database();
    const [one, other] = [workerOf(place, 'a'), workerOf(place, 'b')].map((worker) =>
      turnsAt(worker, { calls: 1 }),
    );
    if (one === undefined || other === undefined) throw new Error('two workers');
    const turn = await turnOf(one, { name: 'first' });
    expect(await ask(one, { name: 'second', patienceMs: 500 })).toMatchObject({ kind: 'later' });
    const order: string[] = [];
    const come = async (turns: typeof one, name: string): Promise<void> => {
      const mine = await turnOf(turns, { name });
      order.push(name);
      mine.end({ kind: 'unknown' });
    };
    const coming = [come(other, 'third')];
    await delay(300);
    coming.push(come(one, 'fourth'), come(one, 'second'));
    await delay(300);
    turn.end({ kind: 'unknown' });
    await Promise.all(coming);
    expect(order).toEqual(['second', 'third', 'fourth']);
  }, 30_000);

  test('is told when Postgres can’t be reached', async () => {
    const place = await database();
    const db = place.connect({ connections: 1 });
    const turns = turnsAt(createProviderLimits(db, 'a'));
    await db.destroy();
    await expect(ask(turns)).rejects.toThrow();
  });
});
