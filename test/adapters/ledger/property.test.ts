import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLedger } from '../../../src/adapters/ledger/postgres.ts';
import { createRecords } from '../../../src/adapters/records/index.ts';
import { nanoUsd } from '../../../src/domain/money.ts';
import { digestOf } from '../../../src/ports/digests.ts';
import type { Database } from '../../../src/adapters/postgres/index.ts';
import type { ExecutionId } from '../../../src/domain/session.ts';
import type { Spent } from '../../../src/ports/records.ts';
import type { CallRef, Fence, Ledger, RunIdentity } from '../../../src/ports/ledger.ts';
import { usePostgres } from '../../support/postgres.ts';
import { answerOf, failureOf, newExecution, requestOf, resultOf, runOf } from './support.ts';

const database = usePostgres();

type Who = 0 | 1;

/** What one of two attempts does next. */
type Move =
  | { readonly kind: 'open'; readonly who: Who }
  | { readonly kind: 'fail'; readonly who: Who }
  | { readonly kind: 'close'; readonly who: Who }
  /** `other`: with another request than the step had before. */
  | { readonly kind: 'begin'; readonly who: Who; readonly other: boolean }
  | { readonly kind: 'complete'; readonly who: Who; readonly cost: number };

const who = fc.constantFrom<Who>(0, 1);

const plain = <Kind extends string>(kind: Kind, weight: number) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant(kind), who }),
});

const move: fc.Arbitrary<Move> = fc.oneof(
  plain('open', 2),
  plain('fail', 2),
  plain('close', 1),
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('begin' as const),
      who,
      other: fc.nat({ max: 5 }).map((value) => value === 0),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('complete' as const),
      who,
      cost: fc.nat({ max: 500 }),
    }),
  },
);

interface Writer {
  readonly ledger: Ledger;
  fence: Fence | undefined;
  /** The try that it has sent and not yet settled. */
  ref: CallRef | undefined;
  step: number;
}

/** Makes the move as a worker would. */
const make = async (writer: Writer, run: RunIdentity, next: Move): Promise<void> => {
  const { ledger, fence, ref } = writer;
  if (next.kind === 'open') {
    const opened = await ledger.openRun(run);
    Object.assign(writer, { fence: opened.fence, ref: undefined, step: opened.calls.length + 1 });
    return;
  }
  if (fence === undefined) return;
  if (next.kind === 'close') return ledger.closeRun(fence, resultOf(run.runId));
  if (next.kind === 'begin') {
    const digest = digestOf(`${String(writer.step)} ${String(next.other)}`);
    const begun = await ledger.begin(fence, requestOf(writer.step, { digest }));
    if (begun.kind === 'send') writer.ref = begun.ref;
    if (begun.kind === 'replay') writer.step += 1;
    return;
  }
  if (ref === undefined) return;
  writer.ref = undefined;
  if (next.kind === 'fail') return ledger.fail(fence, ref, failureOf());
  const answer = answerOf(`step ${String(ref.step)}`, { cost: nanoUsd(next.cost) });
  await ledger.complete(fence, ref, answer);
  writer.step += 1;
};

const REFUSALS = ['Fenced', 'NotSettled', 'RangeError'];

const tryTo = async (action: Promise<void>): Promise<void> => {
  try {
    await action;
  } catch (error) {
    if (!(error instanceof Error && REFUSALS.includes(error.name))) throw error;
  }
};

const rowsOf = (db: Database, executionId: ExecutionId) =>
  db
    .selectFrom('ledger')
    .where('execution_id', '=', executionId)
    .selectAll()
    .orderBy('step')
    .orderBy('attempt')
    .execute();

type Rows = Awaited<ReturnType<typeof rowsOf>>;

/** What must hold after every move. */
const checkRows = (before: Rows, after: Rows, spent: Spent): void => {
  const complete = after.filter(({ outcome }) => outcome === 'complete');
  expect(new Set(complete.map(({ step }) => step)).size).toBe(complete.length);
  expect(after.filter(({ outcome }) => outcome === 'pending').length).toBeLessThanOrEqual(1);
  const settled = before.filter(({ outcome }) => outcome !== 'pending');
  expect(after).toEqual(expect.arrayContaining(settled));
  const cost = after.reduce((sum, row) => sum + row.cost, 0);
  expect(spent).toEqual({ cost, calls: complete.length });
};

test('two attempts in any order keep every invariant of the ledger', async () => {
  const { db, connect } = await database();
  const ledgers = [createLedger(connect()), createLedger(connect())] as const;
  const records = createRecords(db);
  const writerOf = (index: Who): Writer => ({
    ...{ ledger: ledgers[index], fence: undefined, ref: undefined, step: 1 },
  });

  const play = async (moves: readonly Move[], atOnce: number): Promise<void> => {
    const executionId = await newExecution(db);
    const writers = [writerOf(0), writerOf(1)] as const;
    let before: Rows = [];
    for (let at = 0; at < moves.length; at += atOnce) {
      const now = moves.slice(at, at + atOnce);
      const last = Math.max(...writers.map(({ fence }) => fence?.number ?? 0));
      const allFenced = now.every(
        (next) => next.kind !== 'open' && writers[next.who].fence?.number !== last,
      );
      await Promise.all(
        now.map((next) => tryTo(make(writers[next.who], runOf(executionId), next))),
      );
      const after = await rowsOf(db, executionId);
      if (allFenced) expect(after).toEqual(before);
      checkRows(before, after, await records.spent(executionId));
      before = after;
    }
  };

  await fc.assert(
    fc.asyncProperty(
      fc.array(move, { minLength: 5, maxLength: 30 }),
      fc.constantFrom(1, 2, 3),
      play,
    ),
    { numRuns: 60 },
  );
});
