import { expect, test } from '@jest/globals';
import type { SessionId } from '../../src/domain/session.ts';
import { scriptPath } from '../support/model-server/index.ts';
import { NOTES } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';

const maestro = useMaestro({ env: { MAESTRO_LIMITS_COMPACT_AT_TOKENS: '9000' } });

/** What the worker is told in MAESTRO_MODEL_PRICES. */
const prices = { input: 1, output: 2 };

test('an execution with a long conversation is compacted at the setting, and paid to the cent', async () => {
  const session = 'long';
  await maestro.model.play({ module: scriptPath('long-run'), prices });
  await maestro.client.start({ ...NOTES, model: 'anthropic:scripted', session });
  const result = await maestro.client.result(session);
  expect(result.phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
  const [run] = await maestro.client.runs(session, 'requirement_analyst');
  if (run === undefined) throw new Error('The analyst has not run.');
  const { steps, ended } = await maestro.client.transcript(session, run);
  expect(ended).toBe(true);
  const compactions = steps.filter(({ compaction }) => compaction !== undefined);
  expect(compactions).toHaveLength(1);
  expect(compactions[0]?.answer).toMatchObject([{ text: 'Drafts were written.' }]);
  const rows = await maestro.database.db
    .selectFrom('ledger')
    .innerJoin('sdlc_executions', 'sdlc_executions.execution_id', 'ledger.execution_id')
    .where('sdlc_executions.session', '=', session as SessionId)
    .select(['ledger.outcome', 'ledger.cost'])
    .execute();
  expect(rows.every(({ outcome }) => outcome === 'complete')).toBe(true);
  const { entries, total } = await maestro.model.bill();
  expect(rows).toHaveLength(entries.length);
  expect(rows.reduce((sum, { cost }) => sum + cost, 0)).toBe(total);
}, 120_000);
