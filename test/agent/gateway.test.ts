/**
 * What LiteLLM's proxy makes of failures of the provider behind it, in its words (1.106.2; recorded
 * by `npm run test:litellm`, which asks the real one).
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask } from '../../src/agent/ask.ts';
import { ModelBusy } from '../../src/agent/failures.ts';
import { startModelServer } from '../support/model-server/index.ts';
import type { ModelServer } from '../support/model-server/index.ts';
import { failureWith, kindOf, messageOf, modelFor } from './faults/call.ts';

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({ answers: [] });
});

afterAll(() => server.stop());

const AFTER =
  "\n\nLiteLLM: model group 'scripted' failed with the error above. No fallback was attempted.";

interface Told {
  readonly status: number;
  readonly type: string | null;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const failureOf = async ({ status, type, message, headers = {} }: Told) => {
  const body = JSON.stringify({ error: { message, type, param: null, code: String(status) } });
  await server.play({
    answers: [{ status, body, headers: { 'content-type': 'application/json', ...headers } }],
  });
  return failureWith(modelFor('openai-compatible', server.url));
};

test('a wait that the provider asked for is honoured', async () => {
  const failure = await failureOf({
    status: 429,
    type: 'throttling_error',
    message: `litellm.RateLimitError: RateLimitError: OpenAIException - Rate limit reached on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 2s.${AFTER}`,
    headers: { 'llm_provider-retry-after': '7' },
  });
  expect(failure.error).toBeInstanceOf(ModelBusy);
  expect(failure.error).toMatchObject({ retryAfterMs: 7_000 });
});

const QUOTA = 'You exceeded your current quota, please check your plan and billing details.';

test.each([
  [
    'an account without credit',
    429,
    'throttling_error',
    `litellm.RateLimitError: RateLimitError: OpenAIException - ${QUOTA}${AFTER}`,
    'credentials',
    /Add credit/,
  ],
  [
    "Google's rate limit in the same words",
    429,
    'throttling_error',
    `litellm.RateLimitError: RateLimitError: VertexAIException - ${QUOTA}\nPlease retry in 38.9s.${AFTER}`,
    'busy',
    /tried again by itself/,
  ],
  [
    'a model that the proxy does not know',
    400,
    'invalid_request_error',
    '/chat/completions: Invalid model name passed in model=nope. Call `/v1/models` to view available models for your key.',
    'model_unavailable',
    /spelled as the provider spells it/,
  ],
  [
    'a request that is too large for Anthropic',
    400,
    'invalid_request_error',
    `litellm.BadRequestError: AnthropicException - b'{"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}'${AFTER}`,
    'model_unavailable',
    /longer than .* can read/,
  ],
])('%s is told from others by its words', async (_name, status, type, message, kind, says) => {
  const failure = await failureOf({ status, type, message });
  expect({ kind: kindOf(failure), ...failure }).toMatchObject({ kind, outcome: 'rejected' });
  expect(messageOf(failure)).toMatch(says);
});

test.each([
  `litellm.InternalServerError: InternalServerError: OpenAIException - Connection error.${AFTER}`,
  "litellm.APIConnectionError: APIConnectionError: OpenAIException - Response payload is not completed: <TransferEncodingError: 400, message='Not enough data to satisfy transfer length header.'>. ConnectionResetError(104, 'Connection reset by peer')",
])('an answer that was lost behind the proxy counts at its bound: %s', async (message) => {
  const failure = await failureOf({ status: 500, type: null, message });
  expect({ kind: kindOf(failure), ...failure }).toMatchObject({
    ...{ kind: 'busy', outcome: 'cut', possiblyBilled: true },
  });
});

const stream = (usage: object): string =>
  [
    { choices: [{ index: 0, delta: { role: 'assistant', content: 'Here.' } }] },
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    { choices: [{ index: 0, delta: {} }], usage },
  ]
    .map((chunk) => ({
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      ...chunk,
    }))
    .map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
    .join('')
    .concat('data: [DONE]\n\n');

const USAGE = { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020 };

const play = (usage: object): Promise<void> =>
  server.play({
    answers: [{ body: stream(usage), headers: { 'content-type': 'text/event-stream' } }],
  });

test('what went into a cache behind the proxy is counted by its lifetime', async () => {
  const details = { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 100 };
  await play({
    ...USAGE,
    prompt_tokens_details: { cached_tokens: 300, cache_creation_token_details: details },
    cache_creation_input_tokens: 300,
  });
  const model = modelFor('openai-compatible', server.url);
  const messages = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }] }];
  const request = { spec: model.spec, messages, tools: [], maxOutputTokens: 10 };
  const { usage } = await ask(model, request, new AbortController().signal);
  expect(usage).toMatchObject({
    inputTokens: 1000,
    cachedInputTokens: 300,
    cacheWriteTokens5m: 200,
    cacheWriteTokens1h: 100,
  });
});

test('words for which no token was counted are no answer', async () => {
  await play({ ...USAGE, completion_tokens: 0 });
  const failure = await failureWith(modelFor('openai-compatible', server.url));
  expect({ kind: kindOf(failure), ...failure }).toMatchObject({
    ...{ kind: 'model_unavailable', outcome: 'cut', possiblyBilled: true },
  });
});
