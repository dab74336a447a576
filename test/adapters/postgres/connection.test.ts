import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createLedger } from '../../../src/adapters/ledger/postgres.ts';
import { createDatabase } from '../../../src/adapters/postgres/index.ts';
import type { Database } from '../../../src/adapters/postgres/index.ts';
import { DatabaseUnreachable } from '../../../src/ports/database-unreachable.ts';
import { startPostgres } from '../../support/postgres.ts';
import type { TestPostgres } from '../../support/postgres.ts';
import { answerOf, newExecution, requestOf, runOf } from '../ledger/support.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
});

const ask = (db: Database) => sql<{ one: number }>`select 1 as one`.execute(db);

const failureOf = async (action: Promise<unknown>): Promise<unknown> =>
  action.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a Postgres that is killed and comes back', () => {
  test('is told as unreachable, and used again by the same pool', async () => {
    const { db } = await server.database();
    const ledger = createLedger(db);
    const run = runOf(await newExecution(db));
    const { fence } = await ledger.openRun(run);
    const begun = await ledger.begin(fence, requestOf(1));
    if (begun.kind !== 'send') throw new Error(begun.kind);
    // Idle connections, one in a transaction and one in the middle of a statement.
    await Promise.all([ask(db), ask(db), ask(db)]);
    const midway = failureOf(
      db.transaction().execute(async (trx) => {
        await ask(trx);
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        await ask(trx);
      }),
    );
    const sleeping = failureOf(sql`select pg_sleep(20)`.execute(db));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await server.kill();
    expect(await midway).toBeInstanceOf(DatabaseUnreachable);
    expect(await sleeping).toBeInstanceOf(DatabaseUnreachable);
    for (let call = 0; call < 5; call += 1) {
      expect(await failureOf(ask(db))).toBeInstanceOf(DatabaseUnreachable);
    }
    await server.restart();
    // The very next call: the pool holds no connection of the dead server any more.
    await ledger.complete(fence, begun.ref, answerOf('Hello'));
    expect((await ledger.openRun(run)).calls).toHaveLength(1);
  });

  test('answers or is told as unreachable, whatever the moment', async () => {
    const { db } = await server.database();
    let going = true;
    let answers = 0;
    const seen: unknown[] = [];
    const loop = async (): Promise<void> => {
      while (going) {
        const error = await failureOf(ask(db));
        if (error === undefined) answers += 1;
        else seen.push(error);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const loops = Array.from({ length: 5 }, loop);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await server.kill();
    await server.restart();
    const before = answers;
    while (answers < before + 10) await new Promise((resolve) => setTimeout(resolve, 20));
    going = false;
    await Promise.all(loops);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((error) => !(error instanceof DatabaseUnreachable))).toEqual([]);
  });
});

describe('a database that is not reachable', () => {
  test('is named by host, port and database, never by its password', async () => {
    const db = createDatabase('postgres://kim:s3cret@127.0.0.1:1/sdlc');
    const error = await failureOf(ask(db));
    await db.destroy();
    expect(error).toBeInstanceOf(DatabaseUnreachable);
    expect(String(error)).toContain('127.0.0.1:1, database "sdlc"');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('s3cret');
  });

  test('is waited for no longer than allowed', async () => {
    const { url, connect } = await server.database();
    // An address that never answers would need a network; a full pool waits in the same way.
    const db = connect({ connections: 1, connectTimeoutMs: 300 });
    const error = await db.connection().execute(async () => failureOf(ask(db)));
    expect(error).toBeInstanceOf(DatabaseUnreachable);
    expect(String(error)).not.toContain(new URL(url).password);
  });
});

describe('limits', () => {
  test('end a statement that takes too long, and leave the pool usable', async () => {
    const { connect } = await server.database();
    const db = connect({ connections: 1, statementTimeoutMs: 200 });
    const error = await failureOf(sql`select pg_sleep(20)`.execute(db));
    expect(String(error)).toMatch(/statement timeout/);
    expect((await ask(db)).rows).toEqual([{ one: 1 }]);
  });

  test('give up a server that takes a statement and never answers, and its connection', async () => {
    const { connect } = await server.database();
    const db = connect({ connections: 1, statementTimeoutMs: 100 });
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    const pid = rows[0]?.pid ?? Number.NaN;
    process.kill(pid, 'SIGSTOP');
    try {
      expect(await failureOf(ask(db))).toBeInstanceOf(DatabaseUnreachable);
      expect((await ask(db)).rows).toEqual([{ one: 1 }]);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });

  test('keep the number of connections, however many ask', async () => {
    const { connect, db } = await server.database();
    const few = connect({ connections: 3 });
    await Promise.all(Array.from({ length: 60 }, () => ask(few)));
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
    expect(rows[0]?.count).toBeLessThanOrEqual(3);
  });

  test('of numbers are told: a count beyond the safe integers is an error', async () => {
    const { db } = await server.database();
    const largest = sql`select 9007199254740991::bigint as value`;
    expect((await largest.execute(db)).rows).toEqual([{ value: Number.MAX_SAFE_INTEGER }]);
    const beyond = sql`select 9007199254740993::bigint as value`;
    await expect(beyond.execute(db)).rejects.toThrow(RangeError);
    expect((await ask(db)).rows).toEqual([{ one: 1 }]);
  });

  test('are not mistaken for other errors, such as a wrong password', async () => {
    const { url } = await server.database();
    const wrong = new URL(url);
    wrong.password = 's3cret';
    const db = createDatabase(wrong.href);
    const error = await failureOf(ask(db));
    await db.destroy();
    expect(error).not.toBeInstanceOf(DatabaseUnreachable);
    expect(String(error)).toMatch(/password authentication failed/);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('s3cret');
  });
});
