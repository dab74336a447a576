import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/config/index.ts';
import { checkModel } from '../../src/stack/doctor-model.ts';
import { startModelServer } from '../support/model-server/index.ts';
import type { ModelServer } from '../support/model-server/index.ts';

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({ answers: [], apiKey: 'sk-right' });
});

afterAll(() => server.stop());

const rowFor = async (env: Readonly<Record<string, string>>) => {
  const [row] = await checkModel(loadConfig({ env, cwd: '/' }).config);
  return row;
};

test('blueprint is always there', async () => {
  expect(await rowFor({})).toMatchObject({ status: 'ok' });
});

test.each([
  ['anthropic', 'ANTHROPIC'],
  ['openai', 'OPENAI'],
  ['openai-chat', 'OPENAI'],
  ['openai-compatible', 'MAESTRO_OPENAI'],
  ['litellm', 'MAESTRO_LITELLM'],
])('a model of %s is there when its server takes the key', async (provider, prefix) => {
  const env = { MAESTRO_MODEL: `${provider}:m`, [`${prefix}_BASE_URL`]: server.url };
  const right = await rowFor({ ...env, [`${prefix}_API_KEY`]: 'sk-right' });
  expect(right).toMatchObject({ status: 'ok', detail: expect.stringContaining(': 200') });
  const wrong = await rowFor({ ...env, [`${prefix}_API_KEY`]: 'sk-wrong' });
  const remedy = `set ${prefix}_API_KEY or ${prefix}_API_KEY_FILE`;
  expect(wrong).toMatchObject({ status: 'missing', remedy });
  expect(JSON.stringify(wrong)).not.toContain('sk-wrong');
});

test('says which setting is missing', async () => {
  expect(await rowFor({ MAESTRO_MODEL: 'anthropic:m' })).toMatchObject({
    status: 'missing',
    remedy: 'set ANTHROPIC_API_KEY or ANTHROPIC_API_KEY_FILE',
  });
  expect(await rowFor({ MAESTRO_MODEL: 'openai-compatible:m' })).toMatchObject({
    status: 'missing',
    remedy: expect.stringContaining('MAESTRO_OPENAI_BASE_URL'),
  });
  const file = { MAESTRO_MODEL: 'openai:m', OPENAI_API_KEY_FILE: '/nowhere/key' };
  expect((await rowFor(file))?.detail).toContain('/nowhere/key');
});

test('a server that is not there is to be started', async () => {
  const env = { MAESTRO_MODEL: 'ollama:m', MAESTRO_OLLAMA_BASE_URL: 'http://127.0.0.1:9/v1' };
  expect(await rowFor(env)).toMatchObject({
    status: 'missing',
    remedy: expect.stringContaining('MAESTRO_OLLAMA_BASE_URL'),
  });
});
