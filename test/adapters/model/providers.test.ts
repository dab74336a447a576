import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CallLimits } from '../../../src/adapters/model/call-limits.ts';
import { createModels } from '../../../src/adapters/model/registry.ts';
import { ask } from '../../../src/agent/ask.ts';
import { classify } from '../../../src/agent/failures.ts';
import { decodeContent } from '../../../src/agent/ledger-bytes.ts';
import { assistantMessage, toolCallsOf } from '../../../src/agent/answer.ts';
import type { ModelRequest } from '../../../src/agent/request.ts';
import { PROVIDERS } from '../../../src/domain/model-spec.ts';
import type { Provider } from '../../../src/domain/model-spec.ts';
import type { CallAnswer } from '../../../src/ports/ledger.ts';
import { startModelServer } from '../../support/model-server/index.ts';
import type { Answer, LoggedRequest, ModelServer } from '../../support/model-server/index.ts';

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({ answers: [] });
});

afterAll(() => server.stop());

const KEY = 'sk-right-0123456789';

const modelOf = (
  provider: Provider,
  baseUrl = server.url,
  model = 'scripted',
  limits: Partial<CallLimits> = { stallMs: 500 },
) =>
  createModels({
    providers: {
      [provider]: { needsKey: true, baseUrl, key: () => KEY, urlSetting: 'URL', keySetting: 'KEY' },
    },
    prices: '{"input":1,"output":10}',
    limits,
  }).resolve(`${provider}:${model}`);

const request = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  spec: 'any',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
  ],
  tools: [{ type: 'function', name: 'list', inputSchema: { type: 'object', properties: {} } }],
  maxOutputTokens: 77,
  ...more,
});

const answerOf = async (
  provider: Provider,
  answer: Answer,
  more: Partial<ModelRequest> = {},
): Promise<CallAnswer> => {
  await server.play({ answers: [answer], apiKey: KEY });
  return ask(modelOf(provider), request(more), new AbortController().signal);
};

const lastRequest = async (): Promise<LoggedRequest['body']> => {
  const entry = (await server.log()).at(-1);
  if (entry === undefined) throw new Error('nothing was asked');
  return entry.body;
};

const ANSWER: Answer = {
  reasoning: 'First think, then look at what is there.',
  text: 'A text that is longer than one piece of the stream.',
  toolCalls: [{ id: 'call_a', name: 'list', arguments: { glob: 'x'.repeat(100) } }],
  usage: {
    input: 1_000,
    output: 60,
    cachedInput: 300,
    cacheWrite5m: 200,
    cacheWrite1h: 100,
    reasoning: 30,
  },
};

describe.each(PROVIDERS)('a model of %s', (provider) => {
  test('answers over a stream with text, tool calls, its end and its usage', async () => {
    const answer = await answerOf(provider, ANSWER);
    const parts = decodeContent(answer.content);
    expect(parts.find(({ type }) => type === 'text')).toMatchObject({ text: ANSWER.text });
    const call = parts.find((part) => part.type === 'tool-call');
    expect(call).toMatchObject({ toolCallId: 'call_a', toolName: 'list' });
    expect(JSON.parse(call?.input ?? '')).toEqual({ glob: 'x'.repeat(100) });
    expect(answer.finishReason).toBe('tool-calls');
    expect(answer.usage).toMatchObject({
      inputTokens: 1_000,
      outputTokens: 60,
      cachedInputTokens: 300,
      reasoningTokens: 30,
    });
    expect(answer.modelAnswered).toBe('scripted');
    expect(answer.providerRequestId).toMatch(/^req-/);
    expect(await lastRequest()).toMatchObject({ model: 'scripted', stream: true });
  });

  test('is told the most that it may answer', async () => {
    await answerOf(provider, { text: 'Yes.' });
    const { max_tokens, max_output_tokens, max_completion_tokens } = await lastRequest();
    expect([max_tokens, max_output_tokens, max_completion_tokens]).toContain(77);
  });

  test('keeps the usage as it came', async () => {
    const { rawUsage } = await answerOf(provider, ANSWER);
    const names = provider === 'openai' || provider === 'anthropic' ? 'input' : 'prompt';
    expect(JSON.parse(rawUsage)).toHaveProperty(`${names}_tokens`);
  });

  test('takes back its own answer, so that a conversation is rebuilt from what was kept', async () => {
    const { content } = await answerOf(provider, ANSWER);
    const parts = decodeContent(content);
    const calls = toolCallsOf(parts, 1);
    const next = [
      ...request().messages,
      assistantMessage(parts, calls),
      {
        role: 'tool' as const,
        content: calls.map(({ id, name }) => ({
          type: 'tool-result' as const,
          toolCallId: id,
          toolName: name,
          output: { type: 'text' as const, value: 'nothing there' },
        })),
      },
    ];
    await answerOf(provider, { text: 'Done.' }, { messages: next });
    const roles = (await server.log())[0]?.messages.map(({ role }) => role);
    expect(roles).toEqual(['system', 'user', 'assistant', 'tool']);
    const said = (await server.log())[0]?.messages[2];
    expect(said?.content).toContain(ANSWER.text);
    expect(said?.toolCalls).toMatchObject([{ id: 'call_a', name: 'list' }]);
  });

  test('is asked once, even when it fails', async () => {
    await expect(answerOf(provider, { fault: 'unavailable' })).rejects.toThrow();
    expect(await server.log()).toHaveLength(1);
  });

  test('throws no error that holds the key, also where the server repeats it', async () => {
    await server.play({ answers: [], apiKey: 'another-key' });
    const failing = ask(modelOf(provider), request(), new AbortController().signal);
    const error: unknown = await failing.catch((caught: unknown) => caught);
    expect(inspect(error, { depth: 10, showHidden: true })).toContain('[key]');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(KEY);
  });

  test('that answers without end is given up', async () => {
    await server.play({ answers: [{ text: 'x'.repeat(50_000) }] });
    const limited = modelOf(provider, server.url, 'scripted', { answerBytes: 20_000 });
    const { signal } = new AbortController();
    const error: unknown = await ask(limited, request(), signal).catch((caught: unknown) => caught);
    expect(classify(error, signal, limited)).toMatchObject({
      outcome: 'cut',
      error: { message: expect.stringContaining('more than 20000 bytes') },
    });
  });

  test('may be slow, as long as something comes', async () => {
    const answer = await answerOf(provider, { text: 'x'.repeat(80), dribbleMs: 100 });
    expect(answer.latencyMs).toBeGreaterThan(500);
  });
});

describe('Anthropic', () => {
  test('tells what went into its caches, by lifetime', async () => {
    expect((await answerOf('anthropic', ANSWER)).usage).toMatchObject({
      cacheWriteTokens5m: 200,
      cacheWriteTokens1h: 100,
    });
  });

  const pointsOf = (value: unknown): readonly string[] =>
    JSON.stringify(value)
      .split('"cache_control"')
      .slice(0, -1)
      .map((before) => /(?<=text":"|content":")[^"]*(?="[^"]*$)/.exec(before)?.[0] ?? before);

  test('is told at most four points up to which to keep what it has read', async () => {
    const user = (text: string) => ({
      role: 'user' as const,
      content: [{ type: 'text' as const, text }],
    });
    const said = (text: string) => ({
      role: 'assistant' as const,
      content: [{ type: 'text' as const, text }],
    });
    const result = (id: string) => ({
      role: 'tool' as const,
      content: [
        {
          type: 'tool-result' as const,
          toolCallId: id,
          toolName: 'list',
          output: { type: 'text' as const, value: `result of ${id}` },
        },
      ],
    });
    const call = (id: string) => ({
      role: 'assistant' as const,
      content: [{ type: 'tool-call' as const, toolCallId: id, toolName: 'list', input: {} }],
    });
    const messages: ModelRequest['messages'] = [
      ...request().messages,
      said('one'),
      user('and then?'),
      call('a'),
      result('a'),
      call('b'),
      result('b'),
      user('go on'),
    ];
    await answerOf('anthropic', { text: 'Yes.' }, { messages });
    const { system, messages: sent } = await lastRequest();
    expect(pointsOf(system)).toEqual(['Be brief.']);
    expect(pointsOf(sent)).toEqual(['Hello', 'result of a', 'go on']);
    await answerOf('anthropic', { text: 'Yes.' });
    expect(pointsOf((await lastRequest()).messages)).toEqual(['Hello']);
  });

  test('keeps nothing of a request that no other goes on from, as those without tools', async () => {
    await answerOf('anthropic', { text: 'Yes.' }, { tools: [] });
    expect(JSON.stringify(await lastRequest())).not.toContain('cache_control');
  });

  test('gets its signed reasoning back', async () => {
    const parts = decodeContent((await answerOf('anthropic', ANSWER)).content);
    const [reasoning] = parts;
    expect(reasoning).toMatchObject({
      type: 'reasoning',
      text: ANSWER.reasoning,
      providerMetadata: { anthropic: { signature: expect.stringMatching(/^signature-/) } },
    });
  });

  test('is found by its address alone, as the usual variable has it', async () => {
    await server.play({ answers: [{ text: 'Yes.' }] });
    const model = modelOf('anthropic', new URL(server.url).origin);
    const { finishReason } = await ask(model, request(), new AbortController().signal);
    expect(finishReason).toBe('stop');
  });
});

describe('OpenAI', () => {
  test.each(['openai', 'openai-chat'] as const)('%s stores nothing', async (provider) => {
    await answerOf(provider, { text: 'Yes.' });
    expect(await lastRequest()).toMatchObject({ store: false });
  });

  test('gets its reasoning back, encrypted', async () => {
    await server.play({ answers: [ANSWER, { text: 'Done.' }] });
    const model = modelOf('openai', server.url, 'gpt-5');
    const { signal } = new AbortController();
    const parts = decodeContent((await ask(model, request(), signal)).content);
    const messages = [...request().messages, assistantMessage(parts, toolCallsOf(parts, 1))];
    await ask(model, request({ messages }), signal);
    const { input, include } = await lastRequest();
    expect(include).toContain('reasoning.encrypted_content');
    expect(input).toContainEqual(
      expect.objectContaining({
        type: 'reasoning',
        encrypted_content: expect.stringMatching(/^encrypted-/),
      }),
    );
  });
});
