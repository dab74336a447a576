import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createOpenAICompatibleModel } from '../../../src/adapters/model/openai-compatible.ts';
import { startModelServer } from '../../support/model-server/index.ts';
import type { Answer, ModelServer } from '../../support/model-server/index.ts';

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({ answers: [] });
});

afterAll(() => server.stop());

const prompt = [
  { role: 'system' as const, content: 'Be brief.' },
  { role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }] },
];

const modelFor = async (answer: Answer, apiKey?: string) => {
  await server.play({ answers: [answer], ...(apiKey === undefined ? {} : { apiKey }) });
  const key = apiKey === undefined ? {} : { apiKey };
  return createOpenAICompatibleModel({ baseUrl: server.url, model: 'm', ...key });
};

describe('a model over Chat Completions', () => {
  test('answers with text, reasoning, tool calls and usage', async () => {
    const model = await modelFor({
      reasoning: 'Hm.',
      text: 'Here.',
      toolCalls: [{ id: 'a', name: 'list', arguments: { glob: '*' } }],
      usage: { prompt_tokens: 5, completion_tokens: 6 },
    });
    const { content, finishReason, usage } = await model.doGenerate({ prompt });
    expect(content).toEqual([
      { type: 'reasoning', text: 'Hm.' },
      { type: 'text', text: 'Here.' },
      { type: 'tool-call', toolCallId: 'a', toolName: 'list', input: '{"glob":"*"}' },
    ]);
    expect(finishReason.unified).toBe('tool-calls');
    expect(usage).toMatchObject({ inputTokens: { total: 5 }, outputTokens: { total: 6 } });
    expect(usage.raw).toMatchObject({ prompt_tokens: 5, completion_tokens: 6 });
  });

  test('leaves a usage that was not told unknown', async () => {
    const model = await modelFor({ text: 'Here.', usage: { prompt_tokens: 5 } });
    const { usage } = await model.doGenerate({ prompt });
    expect(usage.outputTokens.total).toBeUndefined();
  });

  test('sends the key, and works with servers that want none', async () => {
    const withKey = await modelFor({ text: 'Yes.' }, 'sk-right-0001');
    expect((await withKey.doGenerate({ prompt })).content).toHaveLength(1);
    const without = await modelFor({ text: 'Yes.' });
    expect((await without.doGenerate({ prompt })).content).toHaveLength(1);
  });

  test('streams the same answer, with its usage at the end', async () => {
    const model = await modelFor({
      text: 'A text that is longer than one piece of the stream.',
      toolCalls: [{ id: 'a', name: 'write', arguments: { path: 'x', content: 'y'.repeat(200) } }],
    });
    const { stream } = await model.doStream({ prompt });
    const parts: LanguageModelV4StreamPart[] = [];
    for await (const part of stream) parts.push(part);
    const text = parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('');
    expect(text).toBe('A text that is longer than one piece of the stream.');
    const call = parts.find((part) => part.type === 'tool-call');
    expect(call).toMatchObject({ toolName: 'write' });
    expect(parts.at(-1)).toMatchObject({
      type: 'finish',
      finishReason: { unified: 'tool-calls' },
      usage: { inputTokens: { total: 100 } },
    });
  });
});

describe('the model server of these tests', () => {
  test('lists its models, and answers 404 elsewhere', async () => {
    const list = (await (await fetch(`${server.url}/models`)).json()) as { data: unknown[] };
    expect(list.data).toHaveLength(1);
    expect((await fetch(`${server.url}/other`)).status).toBe(404);
  });

  test('counts by request what it received and answered', async () => {
    const model = await modelFor({ text: 'Yes.' });
    await model.doGenerate({ prompt });
    await expect(model.doGenerate({ prompt })).rejects.toThrow('the script is over');
    expect(Object.values(await server.counts())).toEqual([{ received: 2, answered: 1 }]);
    expect((await server.log()).map(({ outcome }) => outcome)).toEqual(['answered', 'refused']);
  });
});
