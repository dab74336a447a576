import { expect, test } from '@jest/globals';
import { ConfigError, explain, loadConfig, providerAccess } from '../../src/config/index.ts';
import type { Config } from '../../src/config/index.ts';
import type { Provider } from '../../src/domain/model-spec.ts';

const load = (env: Readonly<Record<string, string>> = {}) => loadConfig({ env, cwd: '/' });

const limitOf = (config: Config, provider: Provider) => providerAccess(config, provider).limit;

test('a provider takes ten calls at once and as many a minute as it likes, unless told', () => {
  const { config } = load();
  expect(limitOf(config, 'anthropic')).toEqual({
    key: 'anthropic https://api.anthropic.com/v1',
    calls: 10,
  });
  expect(limitOf(config, 'openai-compatible')).toBeUndefined();
});

test('both protocols of OpenAI share a limit, and a server at another address has another', () => {
  const env = { MAESTRO_OPENAI_CONCURRENCY: '3', MAESTRO_OPENAI_TOKENS_PER_MINUTE: '80000' };
  const { config } = load(env);
  expect(limitOf(config, 'openai')).toEqual({
    key: 'openai https://api.openai.com/v1',
    calls: 3,
    tokensPerMinute: 80_000,
  });
  expect(limitOf(config, 'openai-chat')).toEqual(limitOf(config, 'openai'));
  const elsewhere = load({ ...env, OPENAI_BASE_URL: 'https://models.example/v1/' }).config;
  expect(limitOf(elsewhere, 'openai')?.key).toBe('openai https://models.example/v1');
});

test('the server of one’s own has settings beside those of OpenAI', () => {
  const { config } = load({
    MAESTRO_OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1/',
    MAESTRO_OPENAI_COMPATIBLE_CONCURRENCY: '1',
    MAESTRO_OPENAI_COMPATIBLE_REQUESTS_PER_MINUTE: '60',
  });
  expect(limitOf(config, 'openai-compatible')).toEqual({
    key: 'openaiCompatible http://127.0.0.1:8000/v1',
    calls: 1,
    requestsPerMinute: 60,
  });
});

test.each([
  ['MAESTRO_ANTHROPIC_CONCURRENCY', '0'],
  ['MAESTRO_OLLAMA_CONCURRENCY', '1001'],
  ['MAESTRO_LITELLM_REQUESTS_PER_MINUTE', '0'],
  ['MAESTRO_OPENAI_TOKENS_PER_MINUTE', '2.5'],
])('%s can’t be %s', (name, value) => {
  expect(() => load({ [name]: value })).toThrow(ConfigError);
  expect(() => load({ [name]: value })).toThrow(name);
});

test('where each comes from is shown', () => {
  const rows = explain(load({ MAESTRO_ANTHROPIC_REQUESTS_PER_MINUTE: '50' }));
  const row = (wanted: string) => rows.find(({ key }) => key === wanted);
  expect(row('anthropic.requestsPerMinute')).toMatchObject({ source: 'environment' });
  expect(row('anthropic.concurrency')).toMatchObject({ source: 'default' });
});
