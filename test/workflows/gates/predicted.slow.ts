import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scriptPath } from '../../support/model-server/index.ts';
import { NOTES } from '../../support/maestro.ts';
import { sendJson, startQualityService } from '../../support/quality-service.ts';
import type { QualityServer } from '../../support/quality-service.ts';
import { useMaestro } from '../../support/use-maestro.ts';

const UNFINISHED = scriptPath('unfinished');

/** With a warning no phase reaches this. */
const NEARLY_ALL = '0.9999';

describe('a phase below its threshold', () => {
  const maestro = useMaestro({ env: { MAESTRO_GATES_MUTATION_SECONDS: '0' } });
  let service: QualityServer;

  beforeAll(async () => {
    service = await startQualityService();
    service.answerWith((response) => {
      sendJson(response, { predicted_score: 0.97, overall_score: 0.97, confidence: 0.9 });
    });
  });
  afterAll(() => service.stop());

  const withPredictions = (accept: 'on' | 'off') =>
    maestro.startWorker({
      MAESTRO_QUALITY_BASE_URL: service.url,
      MAESTRO_QUALITY_ACCEPT_ON_PREDICTION: accept,
      MAESTRO_THRESHOLDS_FIRST: NEARLY_ALL,
      MAESTRO_THRESHOLDS_SECOND: NEARLY_ALL,
      MAESTRO_THRESHOLDS_LATER: NEARLY_ALL,
    });

  const verdicts = async (session: string): Promise<readonly string[]> =>
    (await maestro.client.gates(session))
      .filter(({ kind }) => kind === 'exit')
      .map(({ phase, verdict, errors }) => `${phase} ${verdict}, errors ${String(errors)}`);

  test('waits for a person where predictions may not accept', async () => {
    await withPredictions('off');
    await maestro.model.play({ module: UNFINISHED });
    await maestro.client.start({ ...NOTES, session: 'not-accepted' });
    const { block, phases } = await maestro.untilStatus('not-accepted', 'blocked', 400_000);
    expect(block?.kind).toBe('not_converging');
    expect(phases[2]).toMatchObject({ phase: 'implementation', state: 'failing' });
    await maestro.client.cancel('not-accepted');
  }, 400_000);

  test('is accepted on prediction where they may, through to the end, with the reason', async () => {
    await withPredictions('on');
    await maestro.model.play({ module: UNFINISHED });
    await maestro.client.start({ ...NOTES, session: 'accepted' });
    const { phases } = await maestro.client.result('accepted');
    expect(phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
    expect(phases[2]?.reason).toMatch(/^Accepted on prediction \(quality service, .*no error\.$/);
    expect(phases[0]?.reason).not.toContain('prediction');
  }, 400_000);

  test('is never accepted over an error, however sure the prediction is', async () => {
    await maestro.model.play({ module: UNFINISHED, options: { bug: 'first' } });
    await maestro.client.start({ ...NOTES, session: 'error' });
    const { phases } = await maestro.client.result('error');
    expect(phases[3]).toMatchObject({ state: 'passed', iteration: 2 });
    const testing = (await verdicts('error')).filter((line) => line.startsWith('testing'));
    expect(testing).toHaveLength(2);
    expect(testing[0]).toMatch(/^testing rework, errors [1-9]/);
    expect(testing[1]).toBe('testing passed, errors 0');
  }, 400_000);
});
