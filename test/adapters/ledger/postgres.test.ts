import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createLedger } from '../../../src/adapters/ledger/postgres.ts';
import { NotSettled } from '../../../src/adapters/ledger/postgres-settle.ts';
import { nanoUsd } from '../../../src/domain/money.ts';
import type { NanoUsd } from '../../../src/domain/money.ts';
import { Fenced } from '../../../src/ports/ledger.ts';
import type { Begun, CallRef, Fence } from '../../../src/ports/ledger.ts';
import { usePostgres } from '../../support/postgres.ts';
import { answerOf, bytes, failureOf, newExecution, requestOf, resultOf, runOf } from './support.ts';
import { digestOf } from '../../../src/ports/digests.ts';

const database = usePostgres();

const refOf = (begun: Begun): CallRef => {
  if (begun.kind !== 'send') throw new Error(`Expected "send", got "${begun.kind}".`);
  return begun.ref;
};

const setUp = async () => {
  const { db } = await database();
  const executionId = await newExecution(db);
  const ledger = createLedger(db);
  const rows = () =>
    db.selectFrom('ledger').selectAll().orderBy('step').orderBy('attempt').execute();
  return { db, executionId, ledger, rows, run: runOf(executionId) };
};

describe('a persona run in the ledger', () => {
  test('has a row that is pending until its answer is kept', async () => {
    const { ledger, run, rows } = await setUp();
    const { fence, calls, idleAttempts } = await ledger.openRun(run);
    expect({ number: fence.number, calls, idleAttempts }).toEqual({
      number: 1,
      calls: [],
      idleAttempts: 0,
    });
    const ref = refOf(await ledger.begin(fence, requestOf(1)));
    expect(ref).toEqual({ step: 1, attempt: 1 });
    expect(await rows()).toMatchObject([
      { outcome: 'pending', cost: 0, bound: 1_000, settled_at: null },
    ]);
    await ledger.complete(fence, ref, answerOf('Hello'));
    expect(await rows()).toMatchObject([
      { outcome: 'complete', cost: 300, possibly_billed: false },
    ]);
  });

  test('gives a later attempt every completed call as it was', async () => {
    const { ledger, run } = await setUp();
    const { fence } = await ledger.openRun(run);
    const answers = [
      answerOf('one', { modelAnswered: 'model-2026', providerRequestId: 'req_1' }),
      answerOf('two', { usage: { cachedInputTokens: 5, reasoningTokens: 6 }, cost: nanoUsd(2) }),
    ] as const;
    for (const [index, answer] of answers.entries()) {
      const ref = refOf(await ledger.begin(fence, requestOf(index + 1)));
      await ledger.complete(fence, ref, answer);
    }
    const again = await ledger.openRun(run);
    expect(again.fence.number).toBe(2);
    expect(again.calls.map(({ step, attempt }) => [step, attempt])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(
      again.calls.map(({ answer }) => ({ ...answer, content: Buffer.from(answer.content) })),
    ).toEqual(answers.map((answer) => ({ ...answer, content: Buffer.from(answer.content) })));
    expect(Buffer.from(again.calls[0]?.messages ?? []).toString()).toBe('messages 1');
    expect(again.calls[1]?.requestDigest).toBe(requestOf(2).digest);
  });

  test('replays a completed step for the same request and refuses another one', async () => {
    const { ledger, run, rows } = await setUp();
    const { fence } = await ledger.openRun(run);
    const ref = refOf(await ledger.begin(fence, requestOf(1)));
    await ledger.complete(fence, ref, answerOf('Hello'));
    const replay = await ledger.begin(fence, requestOf(1));
    expect(replay).toMatchObject({ kind: 'replay', call: { step: 1, attempt: 1 } });
    const other = requestOf(1, { digest: digestOf('another request') });
    expect(await ledger.begin(fence, other)).toEqual({
      kind: 'conflict',
      recorded: requestOf(1).digest,
    });
    expect(await rows()).toHaveLength(1);
  });

  test('keeps a row for each try of a step', async () => {
    const { ledger, run, rows } = await setUp();
    const { fence } = await ledger.openRun(run);
    const first = refOf(await ledger.begin(fence, requestOf(1)));
    await ledger.fail(fence, first, failureOf());
    const second = refOf(await ledger.begin(fence, requestOf(1)));
    await ledger.fail(
      fence,
      second,
      failureOf({ outcome: 'cut', cost: nanoUsd(40), possiblyBilled: true }),
    );
    const third = refOf(await ledger.begin(fence, requestOf(1)));
    await ledger.complete(fence, third, answerOf('Hello'));
    expect((await rows()).map(({ attempt, outcome, cost }) => [attempt, outcome, cost])).toEqual([
      [1, 'rejected', 0],
      [2, 'cut', 40],
      [3, 'complete', 300],
    ]);
  });

  test('takes the same outcome twice, and no other one', async () => {
    const { ledger, run, rows } = await setUp();
    const { fence } = await ledger.openRun(run);
    const ref = refOf(await ledger.begin(fence, requestOf(1)));
    await ledger.complete(fence, ref, answerOf('Hello'));
    await ledger.complete(fence, ref, answerOf('Hello'));
    await expect(ledger.complete(fence, ref, answerOf('Other'))).rejects.toThrow(NotSettled);
    await expect(ledger.fail(fence, ref, failureOf())).rejects.toThrow(NotSettled);
    await expect(ledger.fail(fence, { step: 1, attempt: 2 }, failureOf())).rejects.toThrow(
      NotSettled,
    );
    expect(await rows()).toMatchObject([{ outcome: 'complete', cost: 300 }]);
  });

  test('begins no step before the one before it is complete', async () => {
    const { ledger, run, rows } = await setUp();
    const { fence } = await ledger.openRun(run);
    await expect(ledger.begin(fence, requestOf(2))).rejects.toThrow(RangeError);
    await ledger.begin(fence, requestOf(1));
    await expect(ledger.begin(fence, requestOf(2))).rejects.toThrow(RangeError);
    expect(await rows()).toHaveLength(1);
  });

  test('has at most one pending try: beginning again loses the one before', async () => {
    const { ledger, run, rows } = await setUp();
    const { fence } = await ledger.openRun(run);
    const first = refOf(await ledger.begin(fence, requestOf(1)));
    refOf(await ledger.begin(fence, requestOf(1)));
    await expect(ledger.complete(fence, first, answerOf('late'))).rejects.toThrow(NotSettled);
    expect(await rows()).toMatchObject([
      { attempt: 1, outcome: 'lost', cost: 1_000, possibly_billed: true },
      { attempt: 2, outcome: 'pending' },
    ]);
  });

  test('keeps what the database could not: NUL, odd latencies and odd counts', async () => {
    const { ledger, run, rows } = await setUp();
    const { fence } = await ledger.openRun({ ...run, worker: 'a\u0000b' });
    const first = refOf(await ledger.begin(fence, requestOf(1)));
    await ledger.fail(fence, first, failureOf({ message: 'a\u0000b', latencyMs: Number.NaN }));
    const second = refOf(await ledger.begin(fence, requestOf(1)));
    const usage = { inputTokens: Number.NaN, outputTokens: -1, reasoningTokens: 1.5 };
    await ledger.complete(fence, second, answerOf('x', { usage, latencyMs: 12.7 }));
    expect(await rows()).toMatchObject([
      { message: 'a\ufffdb', latency_ms: 0 },
      { input_tokens: null, output_tokens: null, reasoning_tokens: null, latency_ms: 13 },
    ]);
  });

  test('keeps costs exactly, to the largest safe integer', async () => {
    const { ledger, run, rows } = await setUp();
    const { fence } = await ledger.openRun(run);
    const most = nanoUsd(Number.MAX_SAFE_INTEGER);
    const ref = refOf(await ledger.begin(fence, requestOf(1, { bound: most })));
    await ledger.complete(fence, ref, answerOf('Hello', { cost: most }));
    expect((await rows())[0]?.cost).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('the fence', () => {
  test('turns pending tries of earlier attempts into lost ones at their bound', async () => {
    const { ledger, run, rows } = await setUp();
    const { fence } = await ledger.openRun(run);
    refOf(await ledger.begin(fence, requestOf(1, { bound: nanoUsd(777) })));
    await ledger.openRun(run);
    expect(await rows()).toMatchObject([{ outcome: 'lost', cost: 777, possibly_billed: true }]);
  });

  test('lets an earlier attempt change nothing', async () => {
    const { ledger, run, rows, db } = await setUp();
    const { fence: old } = await ledger.openRun(run);
    const ref = refOf(await ledger.begin(old, requestOf(1)));
    const { fence } = await ledger.openRun(run);
    const before = await rows();
    await expect(ledger.begin(old, requestOf(1))).rejects.toThrow(Fenced);
    await expect(ledger.complete(old, ref, answerOf('late'))).rejects.toThrow(Fenced);
    await expect(ledger.fail(old, ref, failureOf())).rejects.toThrow(Fenced);
    await expect(ledger.closeRun(old, resultOf(run.runId))).rejects.toThrow(Fenced);
    expect(await rows()).toEqual(before);
    const kept = await db.selectFrom('persona_runs').selectAll().executeTakeFirstOrThrow();
    expect(kept).toMatchObject({ attempts: fence.number, ended_at: null });
  });

  test('lets no earlier retry of the same scheduling begin, and any of the next one', async () => {
    const { db, ledger, run } = await setUp();
    const second = { ...run, scheduling: 'one', retry: 2 };
    const { fence } = await ledger.openRun(second);
    const ref = refOf(await ledger.begin(fence, requestOf(1)));
    const runs = () => db.selectFrom('persona_runs').selectAll().execute();
    const before = await runs();
    await expect(ledger.openRun({ ...second, retry: 1 })).rejects.toThrow(Fenced);
    expect(await runs()).toEqual(before);
    await ledger.complete(fence, ref, answerOf('Hello'));
    expect((await ledger.openRun({ ...second, scheduling: 'two', retry: 1 })).calls).toHaveLength(
      1,
    );
  });

  test('refuses a number that was never given out', async () => {
    const { ledger, run } = await setUp();
    const { fence } = await ledger.openRun(run);
    await expect(ledger.begin({ ...fence, number: 2 }, requestOf(1))).rejects.toThrow(Fenced);
    const unknown = { ...fence, runId: 'nobody.testing.1' };
    await expect(ledger.begin(unknown, requestOf(1))).rejects.toThrow(/never opened/);
  });
});

describe('attempts without progress', () => {
  test('are counted until one leaves a row', async () => {
    const { ledger, run } = await setUp();
    const idle: number[] = [];
    for (let open = 0; open < 6; open += 1) idle.push((await ledger.openRun(run)).idleAttempts);
    expect(idle).toEqual([0, 1, 2, 3, 4, 5]);
    const { fence, idleAttempts } = await ledger.openRun(run);
    expect(idleAttempts).toBe(6);
    const ref = refOf(await ledger.begin(fence, requestOf(1)));
    await ledger.complete(fence, ref, answerOf('Hello'));
    const { fence: next, idleAttempts: none } = await ledger.openRun(run);
    expect(none).toBe(0);
    await ledger.begin(next, requestOf(1));
    expect((await ledger.openRun(run)).idleAttempts).toBe(1);
  });

  test('count once in five where others were on the worker that died', async () => {
    const { ledger, run, executionId } = await setUp();
    const other = runOf(executionId, { runId: 'backend_developer.testing.1', phase: 'testing' });
    const idle: number[] = [];
    for (let death = 0; death <= 10; death += 1) {
      const worker = `worker ${String(death)}`;
      idle.push((await ledger.openRun({ ...run, worker })).idleAttempts);
      await ledger.openRun({ ...other, worker });
    }
    expect(idle).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2]);
    // From here on it is alone.
    idle.length = 0;
    for (let death = 11; death <= 14; death += 1)
      idle.push((await ledger.openRun({ ...run, worker: `worker ${String(death)}` })).idleAttempts);
    expect(idle).toEqual([0, 3, 4, 5]);
  });

  test('are not counted when they were told to wait', async () => {
    const { ledger, run, db, executionId } = await setUp();
    await db.updateTable('sdlc_executions').set({ held: true }).execute();
    await ledger.openRun(run);
    for (let open = 0; open < 3; open += 1) {
      const { fence } = await ledger.openRun(run);
      expect(await ledger.begin(fence, requestOf(1))).toEqual({ kind: 'held' });
      expect(await ledger.begin(fence, requestOf(1))).toEqual({ kind: 'held' });
    }
    expect((await ledger.openRun(run)).idleAttempts).toBe(0);
    expect((await ledger.openRun(runOf(executionId))).idleAttempts).toBe(1);
  });

  test('are not counted when they have to wait for something else', async () => {
    const { ledger, run } = await setUp();
    const { fence: old } = await ledger.openRun(run);
    await ledger.wait((await ledger.openRun(run)).fence);
    expect((await ledger.openRun(run)).idleAttempts).toBe(0);
    // Who was superseded says nothing of the attempt that goes on.
    await ledger.wait(old);
    expect((await ledger.openRun(run)).idleAttempts).toBe(1);
  });
});

describe('the end of a run', () => {
  const ended = async () => {
    const all = await setUp();
    const { fence } = await all.ledger.openRun(all.run);
    const ref = refOf(await all.ledger.begin(fence, requestOf(1)));
    await all.ledger.complete(fence, ref, answerOf('Hello'));
    const result = resultOf(all.run.runId, { cost: 300 as NanoUsd });
    await all.ledger.closeRun(fence, result);
    return { ...all, fence, result };
  };

  test('keeps the result and the rows, and drops the bytes', async () => {
    const { db, rows, ledger, executionId, run, result } = await ended();
    expect(await db.selectFrom('ledger_bytes').selectAll().execute()).toEqual([]);
    expect(await rows()).toMatchObject([{ outcome: 'complete', cost: 300 }]);
    expect(await ledger.findResult(executionId, run.inputDigest)).toEqual(result);
  });

  test('comes once: the same result again is no error, another one is refused', async () => {
    const { ledger, fence, result, executionId, run } = await ended();
    await ledger.closeRun(fence, result);
    const other = { ...result, summary: 'Something else.' };
    await expect(ledger.closeRun(fence, other)).rejects.toThrow(Fenced);
    await expect(ledger.begin(fence, requestOf(2))).rejects.toThrow(/the run has ended/);
    expect(await ledger.findResult(executionId, run.inputDigest)).toEqual(result);
  });

  test('is told to whoever opens the run again, without a new number', async () => {
    const { ledger, run, fence, result } = await ended();
    expect(await ledger.openRun(run)).toEqual({
      ...{ fence, calls: [], idleAttempts: 0, grantedSteps: 0, tooLong: [], results: new Map() },
      result,
    });
  });

  test('is found by its input, in its own execution only', async () => {
    const { ledger, db, executionId, run, result } = await ended();
    const again = runOf(executionId, { runId: 'backend_developer.implementation.2', iteration: 2 });
    const { fence } = await ledger.openRun(again);
    await ledger.closeRun(fence, resultOf(again.runId));
    expect(await ledger.findResult(executionId, run.inputDigest)).toEqual(result);
    expect(await ledger.findResult(executionId, digestOf('other'))).toBeUndefined();
    expect(await ledger.findResult(await newExecution(db), run.inputDigest)).toBeUndefined();
  });

  test('is not there while the run is open', async () => {
    const { ledger, run, executionId } = await setUp();
    await ledger.openRun(run);
    expect(await ledger.findResult(executionId, run.inputDigest)).toBeUndefined();
  });

  test('charges a try that was never settled', async () => {
    const { ledger, run, rows, executionId } = await setUp();
    const { fence } = await ledger.openRun(run);
    await ledger.begin(fence, requestOf(1));
    await ledger.closeRun(fence, resultOf(run.runId));
    expect(await rows()).toMatchObject([{ outcome: 'lost', cost: 1_000 }]);
    expect(await ledger.findResult(executionId, run.inputDigest)).toMatchObject({ cost: 1_000 });
  });
});

describe('the tables of the ledger', () => {
  test('refuse changes, removals and a second completed try', async () => {
    const { ledger, run, db } = await setUp();
    const { fence } = await ledger.openRun(run);
    const first = refOf(await ledger.begin(fence, requestOf(1)));
    await ledger.complete(fence, first, answerOf('Hello'));
    for (const statement of [
      'update ledger_calls set bound = 0',
      'delete from ledger_calls',
      'update ledger_outcomes set cost = 0',
      'delete from ledger_outcomes',
      'truncate ledger_outcomes cascade',
    ]) {
      await expect(sql.raw(statement).execute(db)).rejects.toThrow(/never changed or removed/);
    }
    await sql
      .raw(
        `insert into ledger_calls (execution_id, run_id, step, attempt, fence, model,
      request_digest, bound) select execution_id, run_id, 1, 2, 1, model, request_digest, 1
      from ledger_calls`,
      )
      .execute(db);
    const second = sql.raw(`insert into ledger_outcomes (execution_id, run_id, step, attempt,
      outcome, cost, possibly_billed, finish_reason, raw_usage, latency_ms)
      select execution_id, run_id, 1, 2, 'complete', 1, false, 'stop', '{}', 1 from ledger_outcomes`);
    await expect(second.execute(db)).rejects.toThrow(/ledger_one_complete/);
  });

  test('never go back: neither the number of attempts nor an end', async () => {
    const { ledger, run, db } = await setUp();
    await ledger.openRun(run);
    const { fence } = await ledger.openRun(run);
    const back = db.updateTable('persona_runs').set({ attempts: 1 });
    await expect(back.execute()).rejects.toThrow(/later attempt/);
    await ledger.closeRun(fence, resultOf(run.runId));
    const reopen = db.updateTable('persona_runs').set({ ended_at: null });
    await expect(reopen.execute()).rejects.toThrow(/has ended/);
  });

  test('keep large bytes whole and outside of the row', async () => {
    const { ledger, run } = await setUp();
    const { fence } = await ledger.openRun(run);
    const large = bytes('x'.repeat(3_000_000));
    const ref = refOf(await ledger.begin(fence, requestOf(1, { messages: large })));
    await ledger.complete(fence, ref, answerOf('', { content: large }));
    const [call] = (await ledger.openRun(run)).calls;
    expect(digestOf(call?.messages ?? '')).toBe(digestOf(large));
    expect(digestOf(call?.answer.content ?? '')).toBe(digestOf(large));
  });
});

describe('what an attempt has to know of those before it', () => {
  const complete = async (
    { ledger }: Awaited<ReturnType<typeof setUp>>,
    fence: Fence,
    step: number,
  ): Promise<void> => {
    const ref = refOf(await ledger.begin(fence, requestOf(step)));
    await ledger.complete(fence, ref, answerOf('Hello'));
  };

  test('is how many steps were complete when Temporal scheduled the run, in all retries', async () => {
    const all = await setUp();
    const first = { ...all.run, scheduling: 'one' };
    const second = { ...all.run, scheduling: 'two' };
    const granted: number[] = [];
    for (const run of [first, first, second, second, { ...all.run, scheduling: 'three' }]) {
      const opened = await all.ledger.openRun(run);
      granted.push(opened.grantedSteps);
      await complete(all, opened.fence, granted.length);
    }
    expect(granted).toEqual([0, 0, 2, 2, 4]);
  });

  test('is that each attempt stands for itself where nobody tells how it was scheduled', async () => {
    const all = await setUp();
    const { fence } = await all.ledger.openRun(all.run);
    await complete(all, fence, 1);
    expect((await all.ledger.openRun(all.run)).grantedSteps).toBe(1);
  });

  test('is what came of tool calls of the last answer, the first of each; with the fence only', async () => {
    const all = await setUp();
    const { ledger, run } = all;
    const { fence } = await ledger.openRun(run);
    await complete(all, fence, 1);
    const first = { step: 1, attempt: 1 };
    await ledger.keepResult(fence, first, 2, bytes('two'));
    await ledger.keepResult(fence, first, 2, bytes('other'));
    const missing = ledger.keepResult(fence, { step: 2, attempt: 1 }, 1, bytes('none'));
    await expect(missing).rejects.toThrow(RangeError);
    const later = await ledger.openRun(run);
    expect([...later.results].map(([number, kept]) => [number, digestOf(kept)])).toEqual([
      [2, digestOf('two')],
    ]);
    await expect(ledger.keepResult(fence, first, 3, bytes('late'))).rejects.toThrow(Fenced);
    await complete(all, later.fence, 2);
    expect((await ledger.openRun(run)).results.size).toBe(0);
  });

  test('is how many were idle since a person had it scheduled', async () => {
    const { ledger, run } = await setUp();
    const idle: number[] = [];
    for (const scheduling of ['one', 'one', 'one', 'two', 'two', 'three']) {
      idle.push((await ledger.openRun({ ...run, scheduling })).idleAttempts);
    }
    expect(idle).toEqual([0, 1, 2, 0, 1, 0]);
  });

  test('is which requests were refused for their length', async () => {
    const { ledger, run } = await setUp();
    const { fence, tooLong: none } = await ledger.openRun(run);
    const long = digestOf('long');
    const ref = refOf(await ledger.begin(fence, requestOf(1, { digest: long })));
    await ledger.fail(fence, ref, failureOf({ tooLong: true }));
    const other = refOf(await ledger.begin(fence, requestOf(1, { digest: digestOf('other') })));
    await ledger.fail(fence, other, failureOf());
    expect({ none, tooLong: (await ledger.openRun(run)).tooLong }).toEqual({
      none: [],
      tooLong: [long],
    });
  });
});
