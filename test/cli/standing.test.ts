import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createModelStates } from '../../src/adapters/limits/model-states.ts';
import { turnOf, turnsAt, workerOf } from '../adapters/limits/support.ts';
import { createCliPlace } from '../support/cli.ts';
import type { CliPlace } from '../support/cli.ts';
import { usePostgres } from '../support/postgres.ts';

const database = usePostgres();

let place: CliPlace;
beforeAll(() => {
  place = createCliPlace();
});
afterAll(() => {
  place.dispose();
});

const MODEL = 'openai-compatible:here';

test('models shows limits in use and circuit breakers of workers, in text and as JSON', async () => {
  const home = await database();
  const worker = workerOf(home, 'host:1', { idleMs: 60_000 });
  const limit = { key: 'openaiCompatible http://127.0.0.1:9/v1', calls: 4, tokensPerMinute: 5_000 };
  const turns = turnsAt(worker, limit);
  await turnOf(turns, { tokens: 1_200 });
  await turnOf(turns, { tokens: 800 });
  const states = createModelStates(home.db, 'host:1');
  states.record({ model: MODEL, state: 'open', reason: '5 failures in a row' });
  const env = {
    DATABASE_URL: home.url,
    MAESTRO_OPENAI_BASE_URL: 'http://127.0.0.1:9/v1/',
    MAESTRO_OPENAI_COMPATIBLE_CONCURRENCY: '4',
    MAESTRO_OPENAI_COMPATIBLE_TOKENS_PER_MINUTE: '5000',
    MAESTRO_MODEL: MODEL,
    MAESTRO_MODEL_PRICES: 'free',
  };
  const { stdout } = await place.run(['models'], { env });
  expect(stdout).toMatch(
    /^openai-compatible +none needed .* 2\/4, 2000\/5000 tokens this minute$/m,
  );
  expect(stdout).toMatch(/^anthropic .* 0\/10$/m);
  expect(stdout).toMatch(
    /^circuit breaker open for 0:\d\d: openai-compatible:here, worker host:1 \(5 failures in a row\)$/m,
  );
  const json = (await place.run(['models', '--json'], { env })).stdout;
  const rows = json
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as Record<string, unknown>);
  expect(rows.find(({ provider }) => provider === 'openai-compatible')).toMatchObject({
    limit,
    inUse: { calls: 2, waiting: 0, requests: 2, tokens: 2_000 },
  });
  expect(rows.find(({ model }) => model === MODEL)).toMatchObject({
    breakers: [{ worker: 'host:1', state: 'open', reason: '5 failures in a row' }],
  });
  await Promise.all([worker.close(), states.close()]);
}, 60_000);

test('models says so where no records can be read', async () => {
  const { stdout, code } = await place.run(['models'], {
    env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' },
  });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ollama .* –\/10$/m);
  expect(stdout).toMatch(/No records can be read: calls under way and circuit breakers/);
}, 60_000);
