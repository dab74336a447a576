import { expect, test } from '@jest/globals';
import { askedBy, NOTES, SCRIPTED } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';

const DESIGNERS = ['solution_architect', 'database_specialist', 'security_specialist'];

const maestro = useMaestro();

/** Names of the models that were asked, by persona. */
const asked = async (): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const models = new Map<string, Set<string>>();
  for (const request of await maestro.model.log()) {
    const persona = askedBy(request);
    models.set(persona, (models.get(persona) ?? new Set()).add(request.body.model));
  }
  return models;
};

const own = {
  phases: { design: 'openai:designs' },
  personas: { backend_developer: 'anthropic:nobody, openai-compatible:spare' },
};

test('a persona asks its own models, a phase its own, and the next where one is unknown', async () => {
  await maestro.play({ unknownModels: ['nobody'] });
  await maestro.client.start({ ...NOTES, models: own, session: 'own-models' });
  const result = await maestro.client.result('own-models');
  expect(result.phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
  for (const [persona, models] of await asked()) {
    const inDesign = DESIGNERS.includes(persona);
    const expected = inDesign ? ['designs'] : ['scripted'];
    const those = persona === 'backend_developer' ? ['nobody', 'spare'] : expected;
    expect([persona, [...models].sort()]).toEqual([persona, expect.arrayContaining(those)]);
    if (!inDesign) expect([persona, models.size]).toEqual([persona, those.length]);
  }
  const { models, fallbacks } = await maestro.client.status('own-models');
  expect(models).toEqual(own);
  const [spare, ...others] = fallbacks ?? [];
  expect(others).toEqual([]);
  expect(spare).toMatchObject({
    ...{ persona: 'backend_developer', phase: 'implementation' },
    ...{ model: 'openai-compatible:spare', insteadOf: 'anthropic:nobody' },
  });
}, 120_000);

test('what a person resumes with holds for all phases and personas', async () => {
  await maestro.play({ unknownModels: ['nobody'] });
  const session = 'resumed-for-all';
  await maestro.client.start({
    ...NOTES,
    model: 'openai-compatible:nobody',
    models: own,
    session,
  });
  const { block } = await maestro.until(session, 'blocked', ({ status }) => status === 'blocked');
  expect(block).toMatchObject({ kind: 'model_unavailable' });
  await maestro.client.resume(session, { model: SCRIPTED });
  await maestro.client.result(session);
  const models = (await maestro.model.log()).map(({ body }) => body.model);
  expect(models.slice(0, 1)).toEqual(['nobody']);
  expect(new Set(models.slice(1))).toEqual(new Set(['scripted']));
  const view = await maestro.client.status(session);
  expect([view.model, view.models, view.fallbacks]).toEqual([SCRIPTED, undefined, undefined]);
}, 120_000);

test('a model for a persona that there is not is told at once', async () => {
  const session = 'no-such-persona';
  const models = { personas: { backend_develper: 'openai:x' } };
  await maestro.client.start({ ...NOTES, models, session });
  await expect(maestro.client.result(session)).rejects.toThrow(/mean backend_developer\?/);
}, 60_000);
