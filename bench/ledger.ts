/**
 * What a durable model call costs in the ledger: its turn within the limit of its provider, `begin`
 * with its fence and the reservation in the budget, and `complete`, with 4 kB each, against one INSERT of a row of 100 bytes; both with fsync,
 * on the same server, in turns. One at a time over 50 executions; 50 at once, each with an
 * execution of its own; and 50 who share one. Last with limits a minute, for which each call asks
 * Postgres first. Run: node bench/ledger.ts [calls]
 */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { createLedger } from '../src/adapters/ledger/postgres.ts';
import { createProviderLimits } from '../src/adapters/limits/postgres.ts';
import { createDatabase, migrate } from '../src/adapters/postgres/index.ts';
import type { Database } from '../src/adapters/postgres/index.ts';
import { createRecords } from '../src/adapters/records/index.ts';
import type { Budget } from '../src/domain/budget.ts';
import { nanoUsd } from '../src/domain/money.ts';
import type { PersonaId } from '../src/domain/persona.ts';
import type { ExecutionId, SessionId } from '../src/domain/session.ts';
import { digestOf } from '../src/ports/digests.ts';
import type { Fence, Ledger } from '../src/ports/ledger.ts';
import type { Turns } from '../src/ports/provider-limits.ts';
import { startServer } from '../test/support/postgres-server.ts';

const CALLS = Number(process.argv[2] ?? 400);
const AT_ONCE = 50;
const BYTES = 4_096;
const ROUNDS = 3;

/** Enough for all; that it is looked at is what costs. */
const BUDGET: Budget = { total: nanoUsd(1e15) };

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const timed = async (action: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await action();
  return performance.now() - start;
};

/** A persona run that calls are made for, and the step that comes next. */
interface Run {
  readonly fence: Fence;
  step: number;
}

/** What calls are made with, as a worker has it. */
interface Place {
  readonly ledger: Ledger;
  readonly turns: Turns;
}

/** High enough that nobody waits; that they are looked at is what costs. */
const A_MINUTE = { requestsPerMinute: 1_000_000, tokensPerMinute: 1_000_000_000 };

type Limits = 'of calls at once' | 'a minute as well';

const places = new Map<Limits, Place>();

/** The same for all measurements, as in one worker. */
const placeOf = (db: Database, limits: Limits): Place => {
  const known = places.get(limits);
  if (known !== undefined) return known;
  const turns = createProviderLimits(db, 'bench').turnsOf({
    key: `bench ${limits}`,
    calls: AT_ONCE,
    ...(limits === 'a minute as well' ? A_MINUTE : {}),
  });
  const place = { ledger: createLedger(db), turns };
  places.set(limits, place);
  return place;
};

const NEVER = new AbortController().signal;

const durableCall = async ({ ledger, turns }: Place, run: Run): Promise<void> => {
  const { fence, step } = run;
  run.step += 1;
  const asking = { name: fence.runId, tokens: 2_000, patienceMs: 60_000, signal: NEVER };
  const taken = await turns.take(asking);
  if (taken.kind !== 'turn') throw new Error(`There was no turn, for ${taken.why}.`);
  const begun = await ledger.begin(fence, {
    step,
    model: 'bench:model',
    digest: digestOf(`request ${String(step)}`),
    messages: randomBytes(BYTES),
    bound: nanoUsd(1_000),
  });
  if (begun.kind !== 'send') throw new Error(`The ledger answered "${begun.kind}".`);
  taken.turn.end({ kind: 'used', tokens: 2_000 });
  await ledger.complete(fence, begun.ref, {
    content: randomBytes(BYTES),
    finishReason: 'stop',
    usage: { inputTokens: 1_000, outputTokens: 1_000 },
    rawUsage: '{"prompt_tokens":1000,"completion_tokens":1000}',
    cost: nanoUsd(500),
    latencyMs: 1,
  });
};

const rawInsert = (db: Database) =>
  sql`insert into bench_raw (text) values (${'x'.repeat(100)})`.execute(db);

const admit = (db: Database, name: string, budget: Budget | undefined): Promise<ExecutionId> =>
  createRecords(db).admit({
    session: 'bench' as SessionId,
    firstRunId: name,
    requirement: digestOf('bench'),
    excerpt: 'bench',
    model: 'bench:model',
    ...(budget === undefined ? {} : { budget }),
  });

const openRun = async (ledger: Ledger, executionId: ExecutionId, index: number): Promise<Run> => {
  const { fence } = await ledger.openRun({
    executionId,
    runId: `bench_${String(index)}.implementation.1`,
    persona: `bench_${String(index)}` as PersonaId,
    phase: 'implementation',
    iteration: 1,
    inputDigest: digestOf(`input ${String(index)}`),
    worker: `bench:${String(process.pid)}`,
  });
  return { fence, step: 1 };
};

type Sharing = 'own' | 'shared';

const openRuns = async (
  db: Database,
  name: string,
  sharing: Sharing,
  budget: Budget | undefined,
): Promise<readonly Run[]> => {
  const ledger = createLedger(db);
  const shared = sharing === 'shared' ? await admit(db, name, budget) : undefined;
  return Promise.all(
    Array.from({ length: AT_ONCE }, async (_, at) =>
      openRun(ledger, shared ?? (await admit(db, `${name} ${String(at)}`, budget)), at),
    ),
  );
};

/** Pairs of a raw insert and a durable call, in turns, so that noise meets both. */
const oneAtATime = async (
  db: Database,
  name: string,
  budget: Budget | undefined,
  limits: Limits = 'of calls at once',
) => {
  const place = placeOf(db, limits);
  const runs = await openRuns(db, name, 'own', budget);
  const [raw, durable]: readonly [number[], number[]] = [[], []];
  for (let call = 0; call < CALLS; call += 1) {
    const run = runs[call % AT_ONCE];
    if (run === undefined) break;
    raw.push(await timed(() => rawInsert(db)));
    durable.push(await timed(() => durableCall(place, run)));
  }
  const [a, b] = [median(raw), median(durable)];
  console.log(
    `${name.padEnd(40)} raw insert ${a.toFixed(2)} ms   durable call ${b.toFixed(2)} ms   ratio ${(b / a).toFixed(2)}`,
  );
};

const each = Math.max(6, Math.floor(CALLS / 20));

/** A second, of `AT_ONCE` who each do it `each` times. */
const rate = async (action: (index: number) => Promise<unknown>): Promise<number> => {
  const ms = await timed(() =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async (_, index) => {
        for (let at = 0; at < each; at += 1) await action(index);
      }),
    ),
  );
  return (AT_ONCE * each * 1_000) / ms;
};

const atOnce = async (
  db: Database,
  name: string,
  sharing: Sharing,
  budget: Budget | undefined,
  limits: Limits = 'of calls at once',
): Promise<void> => {
  const place = placeOf(db, limits);
  const rounds: (readonly [number, number])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const runs = await openRuns(db, `${name} ${String(round)}`, sharing, budget);
    const raw = await rate(() => rawInsert(db));
    const durable = await rate(async (index) => {
      const run = runs[index];
      if (run !== undefined) await durableCall(place, run);
    });
    rounds.push([raw, durable]);
  }
  const [a, b] = [median(rounds.map(([raw]) => raw)), median(rounds.map(([, calls]) => calls))];
  console.log(
    `${name.padEnd(40)} raw inserts ${a.toFixed(0)} a second   durable calls ${b.toFixed(0)} a second   ratio ${(b / a).toFixed(2)}`,
  );
};

const server = await startServer({ durable: true });
const db = createDatabase(server.url('postgres'), { connections: AT_ONCE });
try {
  await migrate(db);
  await sql`create table bench_raw (id bigint generated always as identity primary key, text text)`.execute(
    db,
  );
  await oneAtATime(db, 'warming up', BUDGET);
  await oneAtATime(db, 'one at a time, with a budget', BUDGET);
  await oneAtATime(db, 'one at a time, without', undefined);
  await atOnce(db, '50 at once, with budgets', 'own', BUDGET);
  await atOnce(db, '50 at once, without', 'own', undefined);
  await atOnce(db, '50 who share one, with a budget', 'shared', BUDGET);
  await atOnce(db, '50 who share one, without', 'shared', undefined);
  await oneAtATime(db, 'one at a time, also limits a minute', BUDGET, 'a minute as well');
  await atOnce(db, '50 at once, also limits a minute', 'own', BUDGET, 'a minute as well');
} finally {
  await db.destroy();
  await server.stop();
}
