import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { digestOf } from '../../ports/digests.ts';
import type { Database } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/index.ts';
import type { Schema } from './schema.ts';

/** The database is of another version than this program; the message says which and what to do. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

/** A number that hardly any other program uses for its advisory locks: the letters "maestr". */
const LOCK = 0x6d6165737472;

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

const readApplied = async (trx: Transaction<Schema>): Promise<readonly Applied[]> => {
  await sql`set local client_min_messages = warning`.execute(trx);
  await sql`
    create table if not exists maestro_migrations (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`.execute(trx);
  const { rows } = await sql<Applied>`
    select number, name, checksum from maestro_migrations order by number`.execute(trx);
  return rows;
};

/** @throws MigrationRefused */
const check = (applied: readonly Applied[], known: readonly Migration[]): void => {
  const last = applied.at(-1);
  if (last !== undefined && last.number > known.length) {
    throw new MigrationRefused(
      `The database is at migration ${String(last.number)} ("${last.name}"), but this Maestro knows only ${String(known.length)}: a newer one has used it. Update this Maestro, or give it another database.`,
    );
  }
  for (const [index, { number, name, checksum }] of applied.entries()) {
    const migration = known[index];
    if (migration?.number !== number || digestOf(migration.sql) !== checksum) {
      throw new MigrationRefused(
        `Migration ${String(number)} ("${name}") of the database is not the one that this Maestro knows. Use the Maestro that made this database, or give it another database.`,
      );
    }
  }
};

/** Applies the next migration, if there is one, in a transaction of its own. */
const step = (db: Database, known: readonly Migration[]): Promise<Migration | undefined> =>
  db.transaction().execute(async (trx) => {
    // Held to the end of the transaction: whoever starts at the same time waits here.
    await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(trx);
    const applied = await readApplied(trx);
    check(applied, known);
    const next = known[applied.length];
    if (next === undefined) return undefined;
    await sql.raw(next.sql).execute(trx);
    await sql`
      insert into maestro_migrations (number, name, checksum)
      values (${next.number}, ${next.name}, ${digestOf(next.sql)})`.execute(trx);
    return next;
  });

/**
 * Brings the database to the schema of this program; safe to call from many processes at once.
 * @returns the migrations that this call applied.
 * @throws MigrationRefused when a newer or different program has migrated it.
 */
export const migrate = async (
  db: Database,
  known: readonly Migration[] = MIGRATIONS,
): Promise<readonly Migration[]> => {
  const done: Migration[] = [];
  for (;;) {
    const migration = await step(db, known);
    if (migration === undefined) return done;
    done.push(migration);
  }
};
