import { expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { setTimeout as delay } from 'node:timers/promises';
import { FIRST_PASS, NOTES, startMaestro } from '../support/maestro.ts';
import type { Maestro } from '../support/maestro.ts';

/** Events after which the server suggests a new run; a first pass has about 180. */
const SUGGESTED = 60;

const withMaestro = async <T>(
  dynamicConfig: readonly string[],
  use: (maestro: Maestro) => Promise<T>,
): Promise<T> => {
  const maestro = await startMaestro({ dynamicConfig });
  try {
    return await use(maestro);
  } finally {
    await maestro.stop();
  }
};

/** What an execution came to, without what differs between any two. */
const outcome = async ({ client }: Maestro, session: string) => {
  const { executionId, ...rest } = await client.result(session);
  const [row] = await client.list({ limit: 1 });
  return { rest, executionId, row };
};

const runIdOf = async (temporal: Client, session: string): Promise<string> =>
  (await temporal.workflow.getHandle(session).describe()).runId;

const signals = async ({ temporal }: Maestro, session: string, count: number): Promise<void> => {
  const handle = temporal.workflow.getHandle(session);
  for (let sent = 0; sent < count; sent += 1) await handle.signal('make_coffee', { cup: sent });
};

const untilAnotherRun = async (maestro: Maestro, session: string, runId: string): Promise<void> => {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await runIdOf(maestro.temporal, session)) !== runId) return;
    await delay(100);
  }
  throw new Error(`${session} is still in its run ${runId}.`);
};

const steered = async (maestro: Maestro) => {
  const session = 'long';
  const { client, model, temporal } = maestro;
  await maestro.play({ delayMs: 200 });
  await client.start({ ...NOTES, session });
  const { executionId } = await maestro.untilRunning(session);
  await client.pause(session, { by: 'an operator' });
  await maestro.untilStatus(session, 'paused');
  const first = await runIdOf(temporal, session);
  await signals(maestro, session, SUGGESTED);
  await untilAnotherRun(maestro, session, first);
  const paused = await client.status(session);

  await model.play({ module: FIRST_PASS, apiKey: 'sk-another' });
  await client.resume(session);
  await maestro.untilStatus(session, 'blocked');
  const second = await runIdOf(temporal, session);
  await signals(maestro, session, SUGGESTED);
  await untilAnotherRun(maestro, session, second);
  const blocked = await client.status(session);

  await maestro.play();
  await client.resume(session);
  const end = await outcome(maestro, session);
  const journal = await client.journal(session);
  return { executionId, paused, blocked, end, journal };
};

test('a history that grows too long is left behind, and nothing else changes', async () => {
  const reference = await withMaestro([], async (maestro) => {
    await maestro.client.start({ ...NOTES, session: 'short' });
    return outcome(maestro, 'short');
  });
  const suggestion = `limit.historyCount.suggestContinueAsNew=${String(SUGGESTED)}`;
  const { executionId, paused, blocked, end, journal } = await withMaestro([suggestion], steered);

  expect(paused).toMatchObject({ status: 'paused', executionId });
  expect(blocked).toMatchObject({ status: 'blocked', executionId });
  expect(blocked.block?.kind).toBe('credentials');
  expect(end.executionId).toBe(executionId);
  expect(end.rest).toEqual(reference.rest);
  expect(end.row).toMatchObject({ status: 'completed', cost: reference.row?.cost });

  expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
  const texts = journal.map(({ text }) => text);
  expect(texts.filter((text) => text.includes('make_coffee'))).toHaveLength(2 * SUGGESTED);
  expect(texts[0]).toMatch(/^Admitted/);
  expect(texts.at(-1)).toBe('Completed.');
}, 240_000);
