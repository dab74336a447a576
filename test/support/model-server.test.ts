import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startModelServer } from './model-server/index.ts';
import type { Answer, ModelServer } from './model-server/index.ts';

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({ answers: [] });
});

afterAll(() => server.stop());

const PROTOCOLS = ['messages', 'responses', 'chat'] as const;
type Protocol = (typeof PROTOCOLS)[number];

const modelOf = (protocol: Protocol): LanguageModelV4 => {
  const options = { baseURL: server.url, apiKey: 'sk-test' };
  if (protocol === 'messages') return createAnthropic(options)('scripted');
  const openai = createOpenAI(options);
  return protocol === 'chat' ? openai.chat('scripted') : openai.responses('scripted');
};

const schema = { type: 'object', properties: { path: { type: 'string' } } } as const;
const asked: LanguageModelV4CallOptions = {
  prompt: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Looking.' },
        { type: 'tool-call', toolCallId: 'call_1', toolName: 'read', input: { path: 'a' } },
      ],
    },
    {
      role: 'tool',
      content: [
        {
          type: 'tool-result',
          toolCallId: 'call_1',
          toolName: 'read',
          output: { type: 'text', value: 'nothing' },
        },
      ],
    },
    { role: 'user', content: [{ type: 'text', text: 'Go on' }] },
  ],
  tools: [{ type: 'function', name: 'read', inputSchema: schema }],
  maxOutputTokens: 100,
};

const partsOf = async (model: LanguageModelV4): Promise<readonly LanguageModelV4StreamPart[]> => {
  const parts: LanguageModelV4StreamPart[] = [];
  for await (const part of (await model.doStream(asked)).stream) parts.push(part);
  return parts;
};

const textOf = (parts: readonly LanguageModelV4StreamPart[]): string =>
  parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('');

const ANSWER: Answer = {
  text: 'A text that takes more than one piece of the stream.',
  toolCalls: [{ id: 'call_2', name: 'read', arguments: { path: 'b'.repeat(90) } }],
  usage: { input: 1_000, output: 50, cachedInput: 600, reasoning: 20 },
};

describe.each(PROTOCOLS)('over %s', (protocol) => {
  const play = (...answers: readonly Answer[]): Promise<void> => server.play({ answers });

  test('an answer is the same as a stream and as a whole', async () => {
    await play(ANSWER, ANSWER);
    const whole = await modelOf(protocol).doGenerate(asked);
    const parts = await partsOf(modelOf(protocol));
    const call = { toolCallId: 'call_2', toolName: 'read', input: /"b{90}"/ };
    const finish = parts.at(-1);
    if (finish?.type !== 'finish') throw new Error('the stream ended without a finish');
    expect(textOf(parts)).toBe(ANSWER.text);
    expect(whole.content).toContainEqual(expect.objectContaining({ text: ANSWER.text }));
    for (const found of [whole.content, parts]) {
      expect(found.find(({ type }) => type === 'tool-call')).toMatchObject({
        ...call,
        input: expect.stringMatching(call.input),
      });
    }
    for (const { finishReason, usage } of [whole, finish]) {
      expect(finishReason.unified).toBe('tool-calls');
      expect(usage).toMatchObject({
        inputTokens: { total: 1_000, cacheRead: 600 },
        outputTokens: { total: 50, reasoning: 20 },
      });
    }
  });

  test('scripts see the same conversation', async () => {
    await play({ text: 'Yes.' });
    await partsOf(modelOf(protocol));
    const [entry] = await server.log();
    expect(entry).toMatchObject({ protocol, outcome: 'answered' });
    const shape = entry?.messages.map(({ role, content, toolCalls = [], toolCallId }) =>
      [role, content, ...toolCalls.map(({ name }) => name), toolCallId ?? ''].join('|'),
    );
    expect(shape).toEqual([
      'system|Be brief.|',
      'user|Hello|',
      'assistant|Looking.|read|',
      'tool|nothing|call_1',
      'user|Go on|',
    ]);
  });

  test.each([
    ['refusal', 'content-filter'],
    ['content filter', 'content-filter'],
    ['cut at the maximum', 'length'],
  ])('%s ends the answer with %s', async (fault, unified) => {
    await play({ fault });
    expect((await partsOf(modelOf(protocol))).at(-1)).toMatchObject({ finishReason: { unified } });
  });

  test('errors come with the status and the words of the provider', async () => {
    await play({ fault: 'no credit' }, { fault: 'rate limit, seconds' }, { fault: 'overloaded' });
    const errors: unknown[] = [];
    for (let n = 0; n < 3; n += 1) {
      errors.push(await partsOf(modelOf(protocol)).catch((error: unknown) => error));
    }
    const anthropic = protocol === 'messages';
    expect(errors).toMatchObject([
      {
        statusCode: anthropic ? 400 : 429,
        message: expect.stringMatching(anthropic ? /credit balance/ : /current quota/),
      },
      { statusCode: 429, responseHeaders: { 'retry-after': '7' } },
      { statusCode: 529 },
    ]);
  });

  test('a stream can be slow, stop, be cut, or tell of an error in the middle', async () => {
    await play(
      { fault: 'slow dribble' },
      { fault: 'overloaded in the stream' },
      { fault: 'cut without a reset' },
      { fault: 'cut' },
      { fault: 'reset after headers' },
    );
    expect(textOf(await partsOf(modelOf(protocol)))).toContain('slowly');
    const told = await partsOf(modelOf(protocol));
    expect(told.find(({ type }) => type === 'error')).toBeDefined();
    expect(textOf(told).length).toBeGreaterThan(100);
    const ended = await partsOf(modelOf(protocol));
    expect(ended.at(-1)).not.toMatchObject({ finishReason: { unified: 'stop' } });
    for (let n = 0; n < 2; n += 1) await expect(partsOf(modelOf(protocol))).rejects.toThrow();
    const outcomes = (await server.log()).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['answered', 'cut', 'cut', 'cut', 'cut']);
  });

  test('whoever hangs up while it stalls is noted at once', async () => {
    await play({ fault: 'stall' });
    const controller = new AbortController();
    const { stream } = await modelOf(protocol).doStream({
      ...asked,
      abortSignal: controller.signal,
    });
    const reader = stream.getReader();
    await reader.read();
    const aborted = Date.now();
    controller.abort();
    let [entry] = await server.log();
    while (entry?.outcome === 'pending' && Date.now() - aborted < 5_000) {
      [entry] = await server.log();
    }
    expect(entry?.outcome).toBe('closed');
    await reader.cancel().catch(() => undefined);
  });
});

describe('the bill', () => {
  const prices = { input: 10, output: 100, cachedInput: 1, cacheWrite5m: 12.5, cacheWrite1h: 20 };
  const usage = {
    input: 1_000,
    output: 10,
    cachedInput: 500,
    cacheWrite5m: 200,
    cacheWrite1h: 100,
  };

  test('charges each kind of token at its own price, and nothing for what was refused', async () => {
    await server.play({ prices, answers: [{ text: 'Yes.', usage }, { fault: 'server error' }] });
    await partsOf(modelOf('messages'));
    await expect(partsOf(modelOf('messages'))).rejects.toThrow();
    const { entries, total } = await server.bill();
    // 200 × 10 + 500 × 1 + 200 × 12.5 + 100 × 20 + 10 × 100, thousandths of a millionth of a dollar.
    expect(entries.map(({ cost }) => cost)).toEqual([8_000_000, 0]);
    expect(total).toBe(8_000_000);
  });

  test('charges for an answer that was cut or that nobody waited for', async () => {
    const answers = [
      { fault: 'cut', usage },
      { fault: 'html', billed: null },
    ];
    await server.play({ prices: { other: prices, '*': { input: 1, output: 1 } }, answers });
    await expect(partsOf(modelOf('chat'))).rejects.toThrow();
    await partsOf(modelOf('chat')).catch(() => undefined);
    const { entries } = await server.bill();
    expect(entries.map(({ outcome, cost }) => [outcome, cost])).toEqual([
      ['cut', 1_010_000],
      ['answered', 0],
    ]);
  });

  test('Anthropic tells what its caches were given, by lifetime', async () => {
    await server.play({ answers: [{ text: 'Yes.', usage }] });
    const finish = (await partsOf(modelOf('messages'))).at(-1);
    if (finish?.type !== 'finish') throw new Error('the stream ended without a finish');
    expect(finish.usage.inputTokens).toEqual({
      total: 1_000,
      noCache: 200,
      cacheRead: 500,
      cacheWrite: 300,
    });
    expect(finish.usage.raw).toMatchObject({
      cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 100 },
    });
  });
});
