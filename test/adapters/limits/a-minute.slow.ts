import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from '@jest/globals';
import type { Database } from '../../../src/adapters/postgres/index.ts';
import { usePostgres } from '../../support/postgres.ts';
import { ask, KEY, turnOf, turnsAt, workerOf } from './support.ts';

const database = usePostgres();

const SOON = { patienceMs: 400 };

const used = async (db: Database) => {
  const { rows } = await sql<{ requests: number; tokens: number }>`
    select sum(requests)::int as requests, sum(tokens)::int as tokens
    from provider_seconds`.execute(db);
  return rows[0];
};

/** As if all that was begun had been begun earlier. */
const age = (db: Database, seconds: number) =>
  sql`with old as (delete from provider_seconds returning *)
    insert into provider_seconds (key, place, second, requests, tokens)
    select key, (second - ${seconds}) % 64, second - ${seconds}, requests, tokens from old`.execute(
    db,
  );

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let look = 0; look < 100; look += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It never came to hold.');
};

describe('requests a minute', () => {
  test('of two workers are no more than the limit; the others come when there is room', async () => {
    const place = await database();
    const workers = [workerOf(place, 'a'), workerOf(place, 'b')].map((worker) =>
      turnsAt(worker, { calls: 100, requestsPerMinute: 7 }),
    );
    const all = await Promise.all(
      workers.flatMap((turns, worker) =>
        Array.from({ length: 8 }, (_, index) =>
          ask(turns, { patienceMs: 10_000, name: `${String(worker)} ${String(index)}` }),
        ),
      ),
    );
    expect(all.filter(({ kind }) => kind === 'turn')).toHaveLength(7);
    for (const taken of all) {
      if (taken.kind === 'later') expect(taken.waitMs).toBeGreaterThan(1_000);
    }
    await age(place.db, 61);
    await turnOf(turnsAt(workerOf(place, 'c'), { calls: 100, requestsPerMinute: 7 }));
  }, 20_000);

  test('count a call that was refused, and not one that was never made', async () => {
    const place = await database();
    const turns = turnsAt(workerOf(place, 'a'), { requestsPerMinute: 2 });
    (await turnOf(turns)).end({ kind: 'unsent' });
    await until(async () => (await used(place.db))?.requests === 0);
    (await turnOf(turns)).end({ kind: 'used', tokens: 0 });
    (await turnOf(turns)).end({ kind: 'used', tokens: 0 });
    expect(await ask(turns, SOON)).toMatchObject({ kind: 'later', why: 'rate' });
  }, 20_000);

  test('are waited for when the wait is short', async () => {
    const place = await database();
    const turns = turnsAt(workerOf(place, 'a'), { requestsPerMinute: 1 });
    (await turnOf(turns)).end({ kind: 'unknown' });
    await age(place.db, 58);
    const began = performance.now();
    await turnOf(turns, { patienceMs: 5_000 });
    expect(performance.now() - began).toBeGreaterThan(1_500);
  }, 20_000);
});

describe('tokens a minute', () => {
  test('count at the bound first, then at what was used', async () => {
    const place = await database();
    const turns = turnsAt(workerOf(place, 'a'), { tokensPerMinute: 1_000 });
    const other = turnsAt(workerOf(place, 'b'), { tokensPerMinute: 1_000 });
    const turn = await turnOf(turns, { tokens: 700 });
    expect(await ask(other, { ...SOON, tokens: 400 })).toMatchObject({ kind: 'later' });
    turn.end({ kind: 'used', tokens: 50 });
    await until(async () => (await used(place.db))?.tokens === 50);
    (await turnOf(turnsAt(workerOf(place, 'c'), { tokensPerMinute: 1_000 }), { tokens: 950 })).end({
      kind: 'unknown',
    });
    expect(await used(place.db)).toEqual({ requests: 2, tokens: 1_000 });
  }, 30_000);

  test('of a call larger than the limit wait for a minute of its own', async () => {
    const place = await database();
    const turns = turnsAt(workerOf(place, 'a'), { tokensPerMinute: 1_000 });
    await turnOf(turns, { tokens: 10 });
    expect(await ask(turns, { ...SOON, name: 'large', tokens: 5_000 })).toMatchObject({
      kind: 'later',
      why: 'rate',
    });
    await age(place.db, 61);
    await turnOf(turns, { name: 'large', tokens: 5_000 });
  }, 20_000);

  test('of a large call are not taken by small ones while it is away', async () => {
    const place = await database();
    const turns = turnsAt(workerOf(place, 'a'), { calls: 9, tokensPerMinute: 1_000 });
    const other = turnsAt(workerOf(place, 'b'), { calls: 9, tokensPerMinute: 1_000 });
    await turnOf(turns, { name: 'before', tokens: 500 });
    const large = { ...SOON, name: 'large', tokens: 800 };
    expect(await ask(turns, large)).toMatchObject({ kind: 'later', why: 'rate' });
    const small = { ...SOON, tokens: 10 };
    expect(await ask(turns, { ...small, name: 'small' })).toMatchObject({ kind: 'later' });
    expect(await ask(other, { ...small, name: 'elsewhere' })).toMatchObject({ kind: 'later' });
    await age(place.db, 61);
    await turnOf(turns, { ...large, patienceMs: 5_000 });
    await turnOf(turns, { name: 'small', tokens: 10 });
  }, 20_000);
});

test('a call fits as soon as the second that blocks it has left the minute, and no sooner', async () => {
  const { db } = await database();
  const second = fc.record({
    requests: fc.integer({ min: 0, max: 4 }),
    tokens: fc.integer({ min: 0, max: 50 }),
  });
  const blocking = async (at: number, own: number): Promise<number | null> => {
    const { rows } = await sql<{ blocking: number | null }>`
      select provider_blocking_second(${KEY}, ${at}, 10, 100, ${own}) as blocking`.execute(db);
    return rows[0]?.blocking ?? null;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(second, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 0, max: 70 }),
      fc.integer({ min: 1, max: 200 }),
      async (seconds, later, own) => {
        await sql`delete from provider_seconds`.execute(db);
        const begun = seconds.map((counts, at) => ({ ...counts, second: 1_000 + at }));
        await sql`insert into provider_seconds (key, place, second, requests, tokens)
          select ${KEY}, second % 64, second, requests, tokens
          from json_to_recordset(${JSON.stringify(begun)})
            as begun (second bigint, requests integer, tokens bigint)`.execute(db);
        const fits = (at: number): boolean => {
          const inside = begun.filter((counts) => counts.second >= at - 60);
          const requests = inside.reduce((sum, counts) => sum + counts.requests, 0);
          const tokens = inside.reduce((sum, counts) => sum + counts.tokens, 0);
          return requests + 1 <= 10 && tokens + Math.min(own, 100) <= 100;
        };
        const now = 1_000 + seconds.length + later;
        const first = await blocking(now, own);
        expect(first === null).toBe(fits(now));
        if (first === null) return;
        expect([fits(first + 60), fits(first + 61)]).toEqual([false, true]);
        expect(await blocking(first + 60, own)).toBe(first);
        expect(await blocking(first + 61, own)).toBeNull();
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
