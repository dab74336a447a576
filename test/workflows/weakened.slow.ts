import { describe, expect, test } from '@jest/globals';
import { askedBy, NOTES } from '../support/maestro.ts';
import type { Maestro } from '../support/maestro.ts';
import { scriptPath } from '../support/model-server/index.ts';
import { useMaestro } from '../support/use-maestro.ts';

const WEAKENS = scriptPath('weakens');

/** Asks the unit tester for something once its tests have been accepted. */
const askAgain = async (maestro: Maestro, session: string, weaken: string): Promise<void> => {
  await maestro.model.play({ module: WEAKENS, options: { weaken, delayMs: 200 } });
  await maestro.client.start({ ...NOTES, session });
  await maestro.untilPhase(session, 'deployment');
  await maestro.client.rework(session, {
    personas: ['unit_tester'],
    reason: 'say less in the unit tests',
  });
};

/** Runs of the testing phase beside the first ones. */
const rerun = async ({ client }: Maestro, session: string): Promise<readonly string[]> =>
  (await client.runs(session))
    .map(({ runId }) => runId)
    .filter((runId) => runId.includes('.testing.') && !runId.endsWith('.1'));

describe('tests that were accepted', () => {
  const maestro = useMaestro();

  test('pass no gate when they are weakened, and come back to who did it', async () => {
    await askAgain(maestro, 'weakened', 'once');
    const result = await maestro.client.result('weakened');
    expect(result.phases[3]).toMatchObject({ state: 'passed', iteration: 3 });
    const gates = await maestro.client.gates('weakened');
    const verdicts = gates.filter(({ phase, kind }) => phase === 'testing' && kind === 'exit');
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['passed', 'rework', 'passed']);
    expect(await rerun(maestro, 'weakened')).toEqual([
      'unit_tester.testing.2',
      'unit_tester.testing.3',
    ]);
    const told = (await maestro.model.log()).filter((entry) =>
      JSON.stringify(entry.body.messages).includes('integrity.weakened'),
    );
    expect(new Set(told.map(askedBy))).toEqual(new Set(['unit_tester']));
    expect(JSON.stringify(told[0]?.body.messages)).toContain('/at most/');
  }, 300_000);

  test('may be accepted as they are, by digest, and are what later trees are held against', async () => {
    await askAgain(maestro, 'accepted', 'always');
    const { block, awaiting } = await maestro.untilStatus('accepted', 'blocked', 180_000);
    expect(block?.kind).toBe('not_converging');
    await maestro.client.approve('accepted', {
      digest: awaiting?.digest ?? '',
      by: 'a reviewer',
      reason: 'the limit is tested elsewhere',
    });
    const result = await maestro.client.result('accepted');
    expect(result.phases.map(({ state }) => state)).toEqual([
      'passed',
      'passed',
      'passed',
      'accepted',
      'passed',
    ]);
  }, 300_000);
});
