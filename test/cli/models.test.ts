import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCliPlace } from '../support/cli.ts';
import type { CliPlace } from '../support/cli.ts';
import { startModelServer } from '../support/model-server/index.ts';
import type { ModelServer } from '../support/model-server/index.ts';

const KEY = 'sk-ant-this-is-the-secret';
const CLAUDE = 'anthropic:claude-sonnet-4-5';

let place: CliPlace;
let server: ModelServer;
beforeAll(async () => {
  place = createCliPlace();
  server = await startModelServer({ answers: [] });
});
afterAll(async () => {
  place.dispose();
  await server.stop();
});

const models = async (flags: readonly string[], env: Readonly<Record<string, string>>) => {
  const { code, stdout, stderr } = await place.run(['models', ...flags], { env });
  expect(stdout + stderr).not.toContain(KEY.slice(-6));
  return { code, stdout, stderr };
};

const rowsOf = (stdout: string): readonly Record<string, unknown>[] =>
  stdout
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as Record<string, unknown>);

const modelsIn = (stdout: string) => rowsOf(stdout).filter(({ kind }) => kind === 'model');

test('an address with a password is refused, and not repeated', async () => {
  const address = server.url.replace('//', '//somebody:hidden@');
  const { code, stdout, stderr } = await models([], { ANTHROPIC_BASE_URL: address });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/ANTHROPIC_BASE_URL .* no user name and no password/);
  expect(stderr).not.toContain('hidden');
});

test('every model that is configured is listed with its price, and nobody is asked', async () => {
  const env = {
    ANTHROPIC_API_KEY: KEY,
    ANTHROPIC_BASE_URL: server.url,
    MAESTRO_MODEL: `${CLAUDE}, ollama:here`,
    MAESTRO_MODELS_PHASES_DESIGN: CLAUDE,
    MAESTRO_MODELS_PERSONAS: '{"devops_engineer":"openai:unheard-of"}',
  };
  await server.play({ answers: [] });
  const { code, stdout } = await models([], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^anthropic +set +ANTHROPIC_API_KEY/m);
  expect(stdout).toMatch(/^openai +missing +OPENAI_API_KEY/m);
  expect(stdout).toMatch(
    /^anthropic:claude-sonnet-4-5 +\d+ +\$3\+? +\$15\+? +model, models.phases.design/m,
  );
  expect(stdout).toMatch(
    /^ollama:here +unknown +unknown +unknown +model \(fallback 1\) +What "ollama:here" costs/m,
  );
  expect(stdout).toMatch(
    /^openai:unheard-of .*models.personas.devops_engineer .*set OPENAI_API_KEY/m,
  );
  expect(await server.log()).toHaveLength(0);
});

test('a check asks each model for a few tokens, and says what that cost', async () => {
  await server.play({ answers: [{ text: 'yes', usage: { input: 10, output: 2 } }] });
  const env = { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: server.url, MAESTRO_MODEL: CLAUDE };
  const { code, stdout } = await models(['--check', '--json'], env);
  expect(code).toBe(0);
  const [model] = modelsIn(stdout);
  // 10 tokens at $3 and 2 at $15 for a million.
  expect(model).toMatchObject({ model: CLAUDE, check: { answers: true, cost: 60_000 } });
  const [request] = await server.log();
  expect(request?.body).toMatchObject({ model: 'claude-sonnet-4-5', max_tokens: 16 });
});

test('a check of a model that does not answer says what to do, and ends with 4', async () => {
  await server.play({ answers: [{ fault: 'server error' }] });
  const env = {
    MAESTRO_OPENAI_BASE_URL: server.url,
    MAESTRO_MODEL: 'openai-compatible:here',
    MAESTRO_MODEL_PRICES: 'free',
  };
  const { code, stdout } = await models(['--check'], env);
  expect(code).toBe(4);
  expect(stdout).toMatch(/^openai-compatible:here .* free +free +model +no: .*HTTP 500/m);
  expect(stdout).not.toContain('tried again');
  expect(await server.log()).toHaveLength(1);
});

test('blueprint is always there', async () => {
  const { code, stdout } = await models(['--check', '--json'], {});
  expect(code).toBe(0);
  expect(modelsIn(stdout)).toEqual([
    { kind: 'model', model: 'blueprint', settings: ['model'], prices: { input: 0, output: 0 } },
  ]);
});
