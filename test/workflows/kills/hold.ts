/**
 * Stops a worker between two of its statements, with nothing in it that knows of tests: Postgres
 * has it wait for a transaction of the test's own, as it would for anybody else's.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { ExecutionId } from '../../../src/domain/session.ts';

/** Statements of others that wait for a transaction of ours. */
export interface Hold {
  /** Until so many statements wait. */
  readonly caught: (count: number) => Promise<void>;
  /** Breaks the connections of those that wait, so that their statements never happen, and ends. */
  readonly drop: () => Promise<void>;
  /** Ends: what waits happens now, also when whoever sent it has gone. */
  readonly release: () => Promise<void>;
}

/** One try of a step. */
export interface Held {
  readonly executionId: ExecutionId;
  readonly runId: string;
  readonly step: number;
}

type Statement = readonly [text: string, values?: readonly unknown[]];

const WAIT_MS = 25_000;

const WAITING = `select distinct pid from pg_locks
  where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;

const hold = async (url: string, statements: readonly Statement[]): Promise<Hold> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  for (const [text, values = []] of statements) await client.query(text, [...values]);
  const waiting = async (): Promise<readonly number[]> =>
    (await client.query<{ pid: number }>(WAITING)).rows.map(({ pid }) => pid);
  const until = async (count: number): Promise<void> => {
    const deadline = Date.now() + WAIT_MS;
    for (;;) {
      const now = (await waiting()).length;
      if (now === count) return;
      if (Date.now() > deadline) {
        throw new Error(`${String(now)} statements wait for the test, not ${String(count)}.`);
      }
      await delay(20);
    }
  };
  const release = async (): Promise<void> => {
    await client.query('rollback');
    await client.end();
  };
  return {
    caught: until,
    release,
    drop: async () => {
      for (const pid of await waiting())
        await client.query('select pg_terminate_backend($1)', [pid]);
      await until(0);
      await release();
    },
  };
};

/** No persona run can be opened. */
export const holdRuns = (url: string): Promise<Hold> =>
  hold(url, [['lock table persona_runs in share mode']]);

/** The first try of each of these steps can't become pending. */
export const holdPending = (url: string, held: readonly Held[]): Promise<Hold> =>
  hold(
    url,
    held.map(({ executionId, runId, step }) => [
      `insert into ledger_calls
        (execution_id, run_id, step, attempt, fence, model, request_digest, bound)
      values ($1, $2, $3, 1, 1, 'a:test', repeat('0', 64), 0)`,
      [executionId, runId, step],
    ]),
  );

/** The first try of each of these steps can't get an outcome. */
export const holdOutcome = (url: string, held: readonly Held[]): Promise<Hold> =>
  hold(
    url,
    held.map(({ executionId, runId, step }) => [
      `insert into ledger_outcomes
        (execution_id, run_id, step, attempt, outcome, cost, possibly_billed, message, latency_ms)
      values ($1, $2, $3, 1, 'rejected', 0, false, 'held by a test', 0)`,
      [executionId, runId, step],
    ]),
  );
