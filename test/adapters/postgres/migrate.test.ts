import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { migrate, MigrationRefused } from '../../../src/adapters/postgres/index.ts';
import { MIGRATIONS } from '../../../src/adapters/postgres/migrations/index.ts';
import type { Migration } from '../../../src/adapters/postgres/migrations/index.ts';
import { usePostgres } from '../../support/postgres.ts';

const database = usePostgres();

const migrationOf = (number: number, text: string): Migration => ({
  number,
  name: `number ${String(number)}`,
  sql: text,
});

const FIRST = migrationOf(1, 'create table one (id integer)');
const SECOND = migrationOf(2, 'create table two (id integer); create table three (id integer)');

const tables = async (db: Awaited<ReturnType<typeof database>>['db']) => {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db);
  return rows.map(({ name }) => name);
};

describe('migrating', () => {
  test('numbers its migrations from 1 without gaps', () => {
    expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });

  test('applies what is missing and then nothing', async () => {
    const { db } = await database({ empty: true });
    expect(await migrate(db, [FIRST])).toEqual([FIRST]);
    expect(await migrate(db, [FIRST, SECOND])).toEqual([SECOND]);
    expect(await migrate(db, [FIRST, SECOND])).toEqual([]);
    expect(await tables(db)).toEqual(['maestro_migrations', 'one', 'three', 'two']);
  });

  test('is done once when twenty start at the same time', async () => {
    const { connect, db } = await database({ empty: true });
    const applied = await Promise.all(Array.from({ length: 20 }, () => migrate(connect())));
    expect(
      applied
        .flat()
        .map(({ number }) => number)
        .sort((a, b) => a - b),
    ).toEqual(MIGRATIONS.map(({ number }) => number));
    expect(await tables(db)).toContain('ledger_calls');
  });

  test('leaves nothing of a migration that fails midway', async () => {
    const { db } = await database({ empty: true });
    const broken = migrationOf(2, `${SECOND.sql}; select no_such_function()`);
    await expect(migrate(db, [FIRST, broken])).rejects.toThrow(/no_such_function/);
    expect(await tables(db)).toEqual(['maestro_migrations', 'one']);
    expect(await migrate(db, [FIRST, SECOND])).toEqual([SECOND]);
  });

  test('refuses a database that a newer program has migrated', async () => {
    const { db } = await database({ empty: true });
    await migrate(db, [FIRST, SECOND]);
    await expect(migrate(db, [FIRST])).rejects.toThrow(
      /at migration 2 \("number 2"\), but this Maestro knows only 1: a newer one has used it/,
    );
  });

  test('refuses a database that was migrated with other statements', async () => {
    const { db } = await database({ empty: true });
    await migrate(db, [FIRST]);
    const edited = { ...FIRST, sql: `${FIRST.sql} ` };
    await expect(migrate(db, [edited, SECOND])).rejects.toThrow(MigrationRefused);
    expect(await tables(db)).toEqual(['maestro_migrations', 'one']);
  });
});
