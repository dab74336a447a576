import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createLedger } from '../../../src/adapters/ledger/postgres.ts';
import {
  createRecords,
  createRecordsReader,
  ExecutionUnknown,
} from '../../../src/adapters/records/index.ts';
import type { Database } from '../../../src/adapters/postgres/index.ts';
import { nanoUsd } from '../../../src/domain/money.ts';
import type { PersonaId } from '../../../src/domain/persona.ts';
import type { ExecutionId, SessionId } from '../../../src/domain/session.ts';
import type { PhaseView } from '../../../src/domain/status.ts';
import { digestOf } from '../../../src/ports/digests.ts';
import { Fenced } from '../../../src/ports/ledger.ts';
import type { AdmittedExecution, GateRecord, Snapshot } from '../../../src/ports/records.ts';
import { usePostgres } from '../../support/postgres.ts';
import { answerOf, requestOf, resultOf, runOf } from '../ledger/support.ts';

const database = usePostgres();

const setUp = async () => {
  const { db, connect } = await database();
  return { db, connect, records: createRecords(db), reader: createRecordsReader(db) };
};

const executionOf = (
  session: string,
  changes: Partial<AdmittedExecution> = {},
): AdmittedExecution => ({
  session: session as SessionId,
  firstRunId: 'first',
  requirement: digestOf('A requirement'),
  excerpt: 'A requirement',
  model: 'blueprint',
  ...changes,
});

const DESIGN: PhaseView = {
  phase: 'design',
  state: 'failing',
  iteration: 1,
  limit: 3,
  score: 0.5,
  threshold: 0.6,
  verdict: 'rework',
  reason: '50 % is below 60 %; goes to rework.',
};

const REQUIREMENTS: PhaseView = {
  phase: 'requirements',
  state: 'accepted',
  iteration: 2,
  limit: 3,
  acceptedBy: 'Kim',
};

const snapshotOf = (revision: number, changes: Partial<Snapshot> = {}): Snapshot => ({
  revision,
  status: 'running',
  phase: 'design',
  phases: [DESIGN, REQUIREMENTS],
  ...changes,
});

/** Completes one call of one run. */
const spend = async (db: Database, id: ExecutionId, runId: string, cost: number): Promise<void> => {
  const ledger = createLedger(db);
  const { fence } = await ledger.openRun(runOf(id, { runId }));
  const begun = await ledger.begin(fence, requestOf(1));
  if (begun.kind !== 'send') throw new Error(begun.kind);
  await ledger.complete(fence, begun.ref, answerOf('Hello', { cost: nanoUsd(cost) }));
};

describe('admitting an execution', () => {
  test('mints one id for a workflow, also for 51 at once', async () => {
    const { connect } = await setUp();
    const pools = [connect(), connect(), connect()].map(createRecords);
    const ids = await Promise.all(
      pools.flatMap((pool) => Array.from({ length: 17 }, () => pool.admit(executionOf('one')))),
    );
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('takes another workflow of the same session as another execution, and finds it', async () => {
    const { records, reader } = await setUp();
    const first = await records.admit(executionOf('again'));
    const second = await records.admit(executionOf('again', { firstRunId: 'second' }));
    expect(second).not.toBe(first);
    expect((await reader.find('again' as SessionId))?.executionId).toBe(second);
    await records.admit(executionOf('again'));
    await records.save(first, snapshotOf(1));
    expect((await reader.find('again' as SessionId))?.executionId).toBe(second);
    expect(await reader.find('never' as SessionId)).toBeUndefined();
  });

  test('shows it as running before the first snapshot', async () => {
    const { records, reader } = await setUp();
    const executionId = await records.admit(executionOf('new', { excerpt: 'A\u0000B' }));
    expect(await reader.find('new' as SessionId)).toEqual({
      executionId,
      session: 'new',
      requirement: digestOf('A requirement'),
      excerpt: 'A\ufffdB',
      model: 'blueprint',
      revision: 0,
      status: 'running',
      phase: 'requirements',
      phases: [],
      cost: 0,
      calls: 0,
      spending: expect.objectContaining({ spentNanoUsd: 0, phases: [] }),
      startedAt: expect.any(Date),
      updatedAt: expect.any(Date),
    });
  });
});

describe('saving a snapshot', () => {
  test('keeps all of it, the phases in their order', async () => {
    const { records, reader } = await setUp();
    const id = await records.admit(executionOf('full'));
    const snapshot = snapshotOf(3, {
      quality: 0.75,
      tree: digestOf('tree'),
      note: 'Waits for a person.',
      status: 'blocked',
    });
    await records.save(id, snapshot);
    expect(await reader.find('full' as SessionId)).toMatchObject({
      ...snapshot,
      phases: [REQUIREMENTS, DESIGN],
    });
  });

  test('with a lower or the same revision changes nothing', async () => {
    const { records, reader } = await setUp();
    const id = await records.admit(executionOf('order'));
    await records.save(id, snapshotOf(0));
    await records.save(id, snapshotOf(5, { phase: 'testing', phases: [DESIGN] }));
    const kept = await reader.find('order' as SessionId);
    await records.save(id, snapshotOf(5, { phase: 'design' }));
    await records.save(id, snapshotOf(4, { phase: 'design', status: 'failed' }));
    expect(await reader.find('order' as SessionId)).toEqual(kept);
    expect(kept).toMatchObject({ revision: 5, phase: 'testing', phases: [DESIGN] });
  });

  test('51 times at once leaves the newest, with its own phases', async () => {
    const { records, reader, connect } = await setUp();
    const id = await records.admit(executionOf('race'));
    const pools = [connect(), connect(), connect()].map(createRecords);
    const saves = Array.from({ length: 51 }, (_, index) => {
      const revision = ((index * 37) % 51) + 1;
      const phases = [{ ...DESIGN, iteration: revision }];
      return { revision, phases };
    });
    await Promise.all(
      pools.flatMap((pool, at) =>
        saves
          .filter((_, index) => index % 3 === at)
          .map(({ revision, phases }) => pool.save(id, snapshotOf(revision, { phases }))),
      ),
    );
    expect(await reader.find('race' as SessionId)).toMatchObject({
      revision: 51,
      phases: [{ iteration: 51 }],
    });
  });

  test('notes when it ended, once', async () => {
    const { records, reader } = await setUp();
    const id = await records.admit(executionOf('end'));
    await records.save(id, snapshotOf(1, { status: 'completed' }));
    const { endedAt } = (await reader.find('end' as SessionId)) ?? {};
    expect(endedAt).toBeInstanceOf(Date);
    await records.save(id, snapshotOf(2, { status: 'completed' }));
    expect((await reader.find('end' as SessionId))?.endedAt).toEqual(endedAt);
    await records.save(id, snapshotOf(3, { status: 'running' }));
    expect(await reader.find('end' as SessionId)).not.toHaveProperty('endedAt');
  });

  test('of an execution that is not there says so', async () => {
    const { records } = await setUp();
    const id = randomUUID() as ExecutionId;
    await expect(records.save(id, snapshotOf(1))).rejects.toThrow(ExecutionUnknown);
    await expect(records.hold(id, true)).rejects.toThrow(ExecutionUnknown);
  });

  test('that can not be is refused by the database', async () => {
    const { records } = await setUp();
    const id = await records.admit(executionOf('wrong'));
    await expect(records.save(id, snapshotOf(1, { quality: 1.1 }))).rejects.toThrow(/ratio/);
    const status = 'asleep' as Snapshot['status'];
    await expect(records.save(id, snapshotOf(1, { status }))).rejects.toThrow(/status/);
    const bad = executionOf('../etc', {});
    await expect(records.admit(bad)).rejects.toThrow(/session/);
  });
});

describe('gates and journal', () => {
  const gate: GateRecord = {
    phase: 'design',
    judgement: 2,
    iteration: 1,
    kind: 'exit',
    verdict: 'rework',
    score: 0.48,
    raw: 0.6,
    threshold: 0.6,
    tree: digestOf('tree'),
    evidence: digestOf('evidence'),
    errors: 1,
    warnings: 0,
  };

  test('a gate is kept once, with the time of its first coming', async () => {
    const { records, reader } = await setUp();
    const id = await records.admit(executionOf('gates'));
    const { score, raw, threshold, ...bare } = gate;
    expect([score, raw, threshold]).toEqual([0.48, 0.6, 0.6]);
    const entry: GateRecord = { ...bare, judgement: 1, kind: 'entry', verdict: 'passed' };
    await records.saveGate(id, gate);
    await records.saveGate(id, entry);
    const kept = await reader.gates(id);
    await records.saveGate(id, gate);
    await records.saveGate(id, { ...gate, verdict: 'passed' });
    expect(await reader.gates(id)).toEqual(kept);
    const at: unknown = expect.any(Date);
    expect(kept).toEqual([
      { ...entry, at },
      { ...gate, at },
    ]);
  });

  test('journal entries are kept once and read in order, to the millisecond', async () => {
    const { records, reader } = await setUp();
    const id = await records.admit(executionOf('journal'));
    const entries = Array.from({ length: 2_500 }, (_, index) => ({
      seq: index + 1,
      at: 1_763_000_000_123 + index,
      text: `entry ${String(index + 1)}`,
    }));
    await records.appendJournal(id, entries.slice(1_000));
    await records.appendJournal(id, entries);
    await records.appendJournal(id, [{ seq: 1, at: 0, text: 'another' }]);
    await records.appendJournal(id, []);
    expect(await reader.journal(id)).toEqual(entries);
  });

  test('a text that Postgres can not keep is kept all the same', async () => {
    const { records, reader } = await setUp();
    const id = await records.admit(executionOf('nul'));
    await records.appendJournal(id, [{ seq: 1, at: 5, text: 'a\u0000b \u{1f600} \ud800' }]);
    expect(await reader.journal(id)).toEqual([
      { seq: 1, at: 5, text: 'a\ufffdb \u{1f600} \ufffd' },
    ]);
  });
});

describe('what was spent', () => {
  test('is the sum of the ledger, in the execution and in the list', async () => {
    const { records, reader, db } = await setUp();
    const id = await records.admit(executionOf('spent'));
    await records.admit(executionOf('other'));
    await spend(db, id, 'a.design.1', 100);
    await spend(db, id, 'b.design.1', 23);
    const pending = await createLedger(db).openRun(runOf(id, { runId: 'c.design.1' }));
    await createLedger(db).begin(pending.fence, requestOf(1, { bound: nanoUsd(7) }));
    expect(await records.spent(id)).toEqual({ cost: 123, calls: 2 });
    await createLedger(db).openRun(runOf(id, { runId: 'c.design.1' }));
    expect(await records.spent(id)).toEqual({ cost: 130, calls: 2 });
    const list = await reader.list({});
    expect(list.map(({ session, cost, calls }) => [session, cost, calls])).toEqual([
      ['other', 0, 0],
      ['spent', 130, 2],
    ]);
  });

  test('is an error beyond the safe integers, not another number', async () => {
    const { records, db } = await setUp();
    const id = await records.admit(executionOf('huge'));
    await spend(db, id, 'a.design.1', Number.MAX_SAFE_INTEGER);
    await spend(db, id, 'b.design.1', 2);
    await expect(records.spent(id)).rejects.toThrow(RangeError);
  });
});

describe('an execution that ends', () => {
  const begin = async (db: Database, id: ExecutionId, runId: string) => {
    const ledger = createLedger(db);
    const persona = runId.slice(0, 1) as PersonaId;
    const { fence } = await ledger.openRun(runOf(id, { runId, persona }));
    const begun = await ledger.begin(fence, requestOf(1, { bound: nanoUsd(7) }));
    if (begun.kind !== 'send') throw new Error('It was not sent.');
    return { ledger, fence, ref: begun.ref };
  };

  test.each(['completed', 'failed', 'cancelled'] as const)(
    'leaves nothing reserved when it is %s: what was under way is charged at its bound, and marked',
    async (status) => {
      const { records, reader, db } = await setUp();
      const id = await records.admit(executionOf('ends'));
      await begin(db, id, 'a.design.1');
      await begin(db, id, 'b.design.1');
      await records.save(id, snapshotOf(1, { status: 'blocked' }));
      expect(await reader.spending(id)).toMatchObject({ spentNanoUsd: 0, reservedNanoUsd: 14 });
      await records.save(id, snapshotOf(2, { status }));
      await records.save(id, snapshotOf(3, { status }));
      expect(await reader.spending(id)).toMatchObject({
        spentNanoUsd: 14,
        reservedNanoUsd: 0,
        possiblyBilledNanoUsd: 14,
      });
    },
  );

  test('fences off whoever still works for it', async () => {
    const { records, db } = await setUp();
    const id = await records.admit(executionOf('fences'));
    const { ledger, fence, ref } = await begin(db, id, 'a.design.1');
    await records.save(id, snapshotOf(1, { status: 'failed' }));
    await expect(ledger.complete(fence, ref, answerOf('late'))).rejects.toThrow(Fenced);
    await expect(ledger.begin(fence, requestOf(1))).rejects.toThrow(Fenced);
  });

  test('has nothing reserved by an iteration that it has left behind', async () => {
    const { records, reader, db } = await setUp();
    const id = await records.admit(executionOf('goes-on'));
    const ledger = createLedger(db);
    const { fence, ref } = await begin(db, id, 'a.design.1');
    await begin(db, id, 'b.design.1');
    expect(await reader.spending(id)).toMatchObject({ spentNanoUsd: 0, reservedNanoUsd: 14 });
    const persona = 'b' as PersonaId;
    await ledger.openRun(runOf(id, { runId: 'b.design.2', persona, iteration: 2 }));
    expect(await reader.spending(id)).toMatchObject({
      spentNanoUsd: 14,
      reservedNanoUsd: 0,
      possiblyBilledNanoUsd: 14,
    });
    await expect(ledger.complete(fence, ref, answerOf('late'))).rejects.toThrow('another outcome');
  });

  test('is not ended by a snapshot that is older than the kept one', async () => {
    const { records, reader, db } = await setUp();
    const id = await records.admit(executionOf('late'));
    const { ledger, fence, ref } = await begin(db, id, 'a.design.1');
    await records.save(id, snapshotOf(5));
    await records.save(id, snapshotOf(4, { status: 'failed' }));
    expect(await reader.spending(id)).toMatchObject({ reservedNanoUsd: 7 });
    await ledger.complete(fence, ref, answerOf('in time'));
  });
});

describe('listing executions', () => {
  test('filters by status and phase, newest first, at most so many', async () => {
    const { records, reader } = await setUp();
    for (const [index, status] of (['running', 'paused', 'running'] as const).entries()) {
      const id = await records.admit(executionOf(`s${String(index)}`));
      await records.save(id, snapshotOf(1, { status, phase: index === 0 ? 'testing' : 'design' }));
    }
    const sessions = async (filter: Parameters<typeof reader.list>[0]) =>
      (await reader.list(filter)).map(({ session }) => session);
    expect(await sessions({})).toEqual(['s2', 's1', 's0']);
    expect(await sessions({ status: 'running' })).toEqual(['s2', 's0']);
    expect(await sessions({ phase: 'design' })).toEqual(['s2', 's1']);
    expect(await sessions({ phase: 'design', status: 'paused' })).toEqual(['s1']);
    expect(await sessions({ limit: 2 })).toEqual(['s2', 's1']);
    expect(await sessions({ limit: 0 })).toEqual(['s2']);
  });
});

describe('persona runs', () => {
  test('are read with what they cost and what they came to', async () => {
    const { records, reader, db } = await setUp();
    const id = await records.admit(executionOf('runs'));
    await spend(db, id, 'a.design.1', 10);
    const qa = 'qa_engineer' as PersonaId;
    const ledger = createLedger(db);
    const { fence } = await ledger.openRun(runOf(id, { runId: 'qa.testing.1', persona: qa }));
    const result = resultOf('qa.testing.1', { steps: 4 });
    await ledger.closeRun(fence, result);
    const at: unknown = expect.any(Date);
    expect(await reader.runs(id, qa)).toEqual([
      {
        runId: 'qa.testing.1',
        persona: qa,
        phase: 'implementation',
        iteration: 1,
        state: 'ended',
        attempts: 1,
        steps: 4,
        cost: 0,
        startedAt: at,
        endedAt: at,
        transcript: result.transcript,
        patch: result.patch,
        summary: result.summary,
      },
    ]);
    const all = await reader.runs(id);
    expect(all.map(({ runId, state, steps, cost }) => [runId, state, steps, cost])).toEqual([
      ['a.design.1', 'open', 1, 10],
      ['qa.testing.1', 'ended', 4, 0],
    ]);
  });

  test('show their calls while they are open, with the bytes', async () => {
    const { records, reader, db } = await setUp();
    const id = await records.admit(executionOf('open'));
    await spend(db, id, 'a.design.1', 10);
    const ledger = createLedger(db);
    const { fence } = await ledger.openRun(runOf(id, { runId: 'a.design.1' }));
    await ledger.begin(fence, requestOf(2));
    const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();
    const calls = await reader.openCalls(id, 'a.design.1');
    expect(
      calls.map(({ step, outcome, messages, content }) => [
        ...[step, outcome],
        ...[text(messages), text(content)],
      ]),
    ).toEqual([
      [1, 'complete', 'messages 1', 'Hello'],
      [2, 'pending', 'messages 2', undefined],
    ]);
    await ledger.openRun(runOf(id, { runId: 'a.design.1' }));
    const [, lost] = await reader.openCalls(id, 'a.design.1');
    expect(lost).toMatchObject({ outcome: 'lost', message: expect.stringContaining('ended') });
    const last = await ledger.openRun(runOf(id, { runId: 'a.design.1' }));
    await ledger.closeRun(last.fence, resultOf('a.design.1'));
    expect(await reader.openCalls(id, 'a.design.1')).toEqual([]);
  });
});
