import type { Ledger } from '../../ports/ledger.ts';
import type { Database } from '../postgres/index.ts';
import { begin } from './postgres-begin.ts';
import { keepResult } from './postgres-kept.ts';
import { closeRun, findResult, noteReuse } from './postgres-result.ts';
import { openRun } from './postgres-open.ts';
import { complete, fail } from './postgres-settle.ts';
import { wait } from './postgres-wait.ts';

/**
 * The ledger in Postgres. Each write is one transaction in one round trip: a function locks the
 * run, compares the fence and only then writes, so two attempts never write in between each other.
 * Every call may throw DatabaseUnreachable; whether it was kept is then found out by the next
 * attempt, which opens the run again.
 */
export const createLedger = (db: Database): Ledger => ({
  openRun: (run) => openRun(db, run),
  begin: (fence, request) => begin(db, fence, request),
  complete: (fence, ref, answer) => complete(db, fence, ref, answer),
  fail: (fence, ref, failure) => fail(db, fence, ref, failure),
  keepResult: (fence, ref, number, result) => keepResult(db, fence, ref, number, result),
  wait: (fence, parkedMs) => wait(db, fence, parkedMs),
  closeRun: (fence, result) => closeRun(db, fence, result),
  findResult: (executionId, inputDigest) => findResult(db, executionId, inputDigest),
  noteReuse: (executionId, runId, reused) => noteReuse(db, executionId, runId, reused),
});
