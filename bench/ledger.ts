/**
 * What a durable model call costs in the ledger: the run is opened once, then `begin` and
 * `complete` with 4 kB each, against one INSERT of a row of 100 bytes, both with fsync, on the same
 * server in turns. One at a time, and 50 at once. Run: node bench/ledger.ts
 */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { createLedger } from '../src/adapters/ledger/postgres.ts';
import { createDatabase, migrate } from '../src/adapters/postgres/index.ts';
import type { Database } from '../src/adapters/postgres/index.ts';
import { createRecords } from '../src/adapters/records/index.ts';
import { nanoUsd } from '../src/domain/money.ts';
import type { PersonaId } from '../src/domain/persona.ts';
import type { SessionId } from '../src/domain/session.ts';
import { digestOf } from '../src/ports/digests.ts';
import type { Fence, Ledger } from '../src/ports/ledger.ts';
import { startServer } from '../test/support/postgres-server.ts';

const CALLS = Number(process.argv[2] ?? 300);
const AT_ONCE = 50;
const BYTES = 4_096;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const timed = async (action: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await action();
  return performance.now() - start;
};

const durableCall = async (ledger: Ledger, fence: Fence, step: number): Promise<void> => {
  const begun = await ledger.begin(fence, {
    step,
    model: 'bench:model',
    digest: digestOf(`request ${String(step)}`),
    messages: randomBytes(BYTES),
    bound: nanoUsd(1_000),
  });
  if (begun.kind !== 'send') throw new Error(`The ledger answered "${begun.kind}".`);
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

/** One lane: pairs of a raw insert and a durable call, in turns, so that noise meets both. */
const lane = async (db: Database, fence: Fence, calls: number) => {
  const ledger = createLedger(db);
  const raw: number[] = [];
  const durable: number[] = [];
  for (let step = 1; step <= calls; step += 1) {
    raw.push(await timed(() => rawInsert(db)));
    durable.push(await timed(() => durableCall(ledger, fence, step)));
  }
  return { raw, durable };
};

const openFences = async (db: Database, count: number): Promise<readonly Fence[]> => {
  const ledger = createLedger(db);
  const executionId = await createRecords(db).admit({
    session: 'bench' as SessionId,
    firstRunId: `of ${String(count)}`,
    requirement: digestOf('bench'),
    excerpt: 'bench',
    model: 'bench:model',
  });
  const opened = Array.from({ length: count }, async (_, index) => {
    const { fence } = await ledger.openRun({
      executionId,
      runId: `bench.implementation.${String(index + 1)}`,
      persona: 'bench' as PersonaId,
      phase: 'implementation',
      iteration: 1,
      inputDigest: digestOf(`input ${String(index)}`),
      worker: `bench:${String(process.pid)}`,
    });
    return fence;
  });
  return Promise.all(opened);
};

const report = (name: string, raw: readonly number[], durable: readonly number[]): void => {
  const [a, b] = [median(raw), median(durable)];
  console.log(
    `${name.padEnd(16)} raw insert ${a.toFixed(2)} ms   durable call ${b.toFixed(2)} ms   ratio ${(b / a).toFixed(2)}`,
  );
};

const throughput = async (name: string, count: number, action: () => Promise<unknown>) => {
  const ms = await timed(action);
  console.log(`${name.padEnd(34)} ${((count / ms) * 1_000).toFixed(0)} a second`);
  return count / ms;
};

const server = await startServer({ durable: true });
const db = createDatabase(server.url('postgres'), { connections: AT_ONCE });
try {
  await migrate(db);
  await sql`create table bench_raw (id bigint generated always as identity primary key, text text)`.execute(
    db,
  );
  const [warm, one] = await openFences(db, 2);
  if (warm === undefined || one === undefined) throw new Error('No run was opened.');
  await lane(db, warm, 50);
  const single = await lane(db, one, CALLS);
  report('one at a time', single.raw, single.durable);

  const each = Math.max(6, Math.floor(CALLS / 10));
  const mixed = await openFences(db, AT_ONCE);
  const lanes = await Promise.all(mixed.map((fence) => lane(db, fence, each)));
  report(
    `${String(AT_ONCE)} at once`,
    lanes.flatMap(({ raw }) => raw),
    lanes.flatMap(({ durable }) => durable),
  );

  const ledger = createLedger(db);
  const fences = await openFences(db, AT_ONCE + 1);
  const rawRate = await throughput(`raw inserts, ${String(AT_ONCE)} at once`, AT_ONCE * each, () =>
    Promise.all(
      fences.slice(1).map(async () => {
        for (let at = 0; at < each; at += 1) await rawInsert(db);
      }),
    ),
  );
  const rate = await throughput(`durable calls, ${String(AT_ONCE)} at once`, AT_ONCE * each, () =>
    Promise.all(
      fences.slice(1).map(async (fence) => {
        for (let at = 1; at <= each; at += 1) await durableCall(ledger, fence, at);
      }),
    ),
  );
  console.log(`${'ratio'.padEnd(34)} ${(rawRate / rate).toFixed(2)}`);
} finally {
  await db.destroy();
  await server.stop();
}
