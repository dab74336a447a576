import { describe, expect, test } from '@jest/globals';
import { createLedger } from '../../src/adapters/ledger/postgres.ts';
import { createRecords } from '../../src/adapters/records/index.ts';
import { AwaitsSiblings, reserve } from '../../src/agent/reserve.ts';
import { OverBudget } from '../../src/domain/needs-person.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import type { PersonaId } from '../../src/domain/persona.ts';
import { UNLIMITED } from '../../src/ports/provider-limits.ts';
import { answerOf, newExecution, requestOf, runOf } from '../adapters/ledger/support.ts';
import { usePostgres } from '../support/postgres.ts';

const database = usePostgres();

/** A budget of 1.5, of which a sibling's call has 1 reserved. */
const setUp = async () => {
  const { db } = await database();
  const executionId = await newExecution(db);
  await createRecords(db).setBudget(executionId, { total: nanoUsd(1_500) });
  const ledger = createLedger(db);
  const sibling = (await ledger.openRun(runOf(executionId))).fence;
  const begun = await ledger.begin(sibling, requestOf(1));
  if (begun.kind !== 'send') throw new Error(begun.kind);
  const own = runOf(executionId, {
    runId: 'qa_engineer.implementation.1',
    persona: 'qa_engineer' as PersonaId,
  });
  const { fence } = await ledger.openRun(own);
  const settle = (cost: number): Promise<void> =>
    ledger.complete(sibling, begun.ref, answerOf('done', { cost: nanoUsd(cost) }));
  return { ledger, fence, own, settle };
};

const NEVER = new AbortController().signal;

const ASKED = { model: { spec: 'openai:m', turns: UNLIMITED }, tokens: 1_000 };

describe('a call that fits only when a sibling has settled', () => {
  test('waits for it, and is sent then', async () => {
    const { ledger, fence, settle } = await setUp();
    const reserved = reserve({ ...ASKED, ledger, fence, signal: NEVER }, requestOf(1));
    setTimeout(() => void settle(400), 600);
    expect(await reserved).toMatchObject({ kind: 'send' });
  }, 20_000);

  test('asks for more money when that has left too little', async () => {
    const { ledger, fence, settle } = await setUp();
    const reserved = reserve({ ...ASKED, ledger, fence, signal: NEVER }, requestOf(1));
    setTimeout(() => void settle(900), 300);
    await expect(reserved).rejects.toThrow(OverBudget);
    await expect(reserved).rejects.toMatchObject({
      kind: 'budget',
      shortage: { limit: 1_500, spent: 900, reserved: 0, needed: 1_000 },
    });
  }, 20_000);

  test('gives its place back after some seconds, and its run does not count as idle', async () => {
    const { ledger, fence, own } = await setUp();
    const began = performance.now();
    const failure: unknown = await reserve(
      { ...ASKED, ledger, fence, signal: NEVER },
      requestOf(1),
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AwaitsSiblings);
    expect((failure as AwaitsSiblings).retryAfterMs).toBeGreaterThanOrEqual(1_500);
    expect(performance.now() - began).toBeGreaterThan(4_900);
    expect((await ledger.openRun(own)).idleAttempts).toBe(0);
  }, 20_000);

  test('stops waiting at once when it is cancelled, for the reason that was given', async () => {
    const { ledger, fence } = await setUp();
    const controller = new AbortController();
    const reserved = reserve({ ...ASKED, ledger, fence, signal: controller.signal }, requestOf(1));
    const reason = new Error('cancelled by a person');
    setTimeout(() => {
      controller.abort(reason);
    }, 300);
    await expect(reserved).rejects.toBe(reason);
  }, 20_000);
});
