import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createModels } from '../../src/adapters/model/registry.ts';
import { ask } from '../../src/agent/ask.ts';
import { classify, ModelBusy } from '../../src/agent/failures.ts';
import type { ClassifiedFailure } from '../../src/agent/failures.ts';
import { NeedsPerson } from '../../src/domain/needs-person.ts';
import { startModelServer } from '../support/model-server/index.ts';
import type { Answer, ModelServer } from '../support/model-server/index.ts';

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({ answers: [] });
});

afterAll(() => server.stop());

const KEY = 'plain0123456789abcdef';

/** What a call to this server fails with. */
const failureAt = async (baseUrl: string, timeoutMs = 5_000): Promise<ClassifiedFailure> => {
  const models = createModels({
    openaiCompatible: { baseUrl, apiKey: KEY, prices: 'free', timeoutMs },
  });
  const { signal } = new AbortController();
  const request = {
    spec: 'openai-compatible:scripted',
    messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }] }],
    tools: [],
    maxOutputTokens: 10,
  };
  try {
    await ask(models.resolve(request.spec), request, signal);
  } catch (error) {
    return classify(error, signal);
  }
  throw new Error('The call did not fail.');
};

const failureOf = async (answer: Answer, timeoutMs?: number): Promise<ClassifiedFailure> => {
  await server.play({ answers: [answer] });
  return failureAt(server.url, timeoutMs);
};

const error = (status: number, code?: string | number, type?: string): Answer => ({
  status,
  body: JSON.stringify({ error: { message: `It said ${String(status)}.`, code, type } }),
});

const kindOf = ({ error: failure }: ClassifiedFailure): string =>
  failure instanceof ModelBusy
    ? 'busy'
    : failure instanceof NeedsPerson
      ? failure.kind
      : `unexpected: ${String(failure)}`;

describe('an error of the provider', () => {
  test.each<[string, Answer, string, boolean]>([
    ['a refused key', error(401, 'invalid_api_key'), 'credentials', false],
    ['a forbidden model', error(403), 'credentials', false],
    ['nothing left to pay with', error(402), 'credentials', false],
    [
      'a used-up quota, although the status says busy',
      error(429, 'insufficient_quota'),
      'credentials',
      false,
    ],
    ['an unknown model', error(404, 'model_not_found'), 'model_unavailable', false],
    ['an unknown path', error(404), 'model_unavailable', false],
    ['a bad request', error(400), 'model_unavailable', false],
    [
      'a request that is too long',
      error(400, 'context_length_exceeded'),
      'model_unavailable',
      false,
    ],
    ['too large a body', error(413), 'model_unavailable', false],
    ['a rate limit', error(429, 'rate_limit_exceeded'), 'busy', false],
    ['an overload, by its type', error(400, undefined, 'overloaded_error'), 'busy', false],
    ['an error of the server', error(500), 'busy', false],
    ['no capacity', error(503), 'busy', false],
    ['a conflict', error(409), 'busy', false],
    ['a gateway that gave up waiting', error(504), 'busy', true],
    [
      'an error in a body with status 200',
      { body: '{"error":{"message":"No.","code":503}}' },
      'busy',
      false,
    ],
    ['an error that is a page', { status: 500, body: '<html>500</html>' }, 'busy', false],
  ])('%s', async (_name, answer, kind, billed) => {
    const failure = await failureOf(answer);
    expect(kindOf(failure)).toBe(kind);
    expect(failure.outcome).toBe('rejected');
    expect(failure.possiblyBilled).toBe(billed);
  });

  test('says how long to wait, in any of the ways that are in use, at most five minutes', async () => {
    const waits: unknown[] = [];
    const date = new Date(Date.now() + 60_000).toUTCString();
    for (const headers of [
      { 'retry-after': '7' },
      { 'retry-after-ms': '1500' },
      { 'retry-after': date },
      { 'retry-after': '86400' },
      { 'retry-after': 'soon' },
    ]) {
      const failure = await failureOf({ ...error(429), headers });
      waits.push((failure.error as ModelBusy).retryAfterMs);
    }
    expect(waits.slice(0, 2)).toEqual([7_000, 1_500]);
    expect(waits[2]).toBeGreaterThan(40_000);
    expect(waits[2]).toBeLessThanOrEqual(60_000);
    expect(waits.slice(3)).toEqual([300_000, undefined]);
  });

  test('never repeats a key, ours or another', async () => {
    const body = JSON.stringify({ error: { message: `Bad keys ${KEY} and sk-another-12345678.` } });
    const { error: failure } = await failureOf({ status: 401, body });
    expect((failure as Error).message).toContain('Bad keys [key] and [key].');
  });
});

describe('an answer that is none', () => {
  test.each<[string, Answer]>([
    [
      'a page',
      { body: '<!doctype html><title>Login</title>', headers: { 'content-type': 'text/html' } },
    ],
    ['no choices', { body: '{"id":"x","choices":[]}' }],
    ['no usage', { text: 'Hello', usage: null }],
    ['half a usage', { text: 'Hello', usage: { prompt_tokens: 3 } }],
    ['an unknown reason to stop', { text: 'Hello', finish: 'tired' }],
    ['no JSON', { body: '{"id":' }],
  ])('%s asks for a person, and counts', async (_name, answer) => {
    const failure = await failureOf(answer);
    expect(kindOf(failure)).toBe('model_unavailable');
    expect(failure).toMatchObject({ outcome: 'cut', possiblyBilled: true });
  });

  test('one that was cut in the middle can be tried again, and counts', async () => {
    const failure = await failureOf({ text: 'x'.repeat(5_000), cutAfter: 2_000 });
    expect(kindOf(failure)).toBe('busy');
    expect(failure).toMatchObject({ outcome: 'cut', possiblyBilled: true });
  });

  test('one that does not come in time can be tried again, and counts', async () => {
    const failure = await failureOf({ hang: true }, 300);
    expect(kindOf(failure)).toBe('busy');
    expect(failure).toMatchObject({ outcome: 'cut', possiblyBilled: true });
  });
});

describe('a connection', () => {
  test('that is refused can be tried again, and costs nothing', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const failure = await failureAt(`http://127.0.0.1:${String(port)}/v1`);
    expect(kindOf(failure)).toBe('busy');
    expect(failure).toMatchObject({ outcome: 'rejected', possiblyBilled: false });
  });

  test('to a name that does not exist can be tried again', async () => {
    expect(kindOf(await failureAt('http://nowhere.invalid/v1'))).toBe('busy');
  });

  test('that leads elsewhere is not followed, so that the key stays here', async () => {
    let visits = 0;
    const elsewhere = createServer((_request, response) => {
      visits += 1;
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const { port } = elsewhere.address() as AddressInfo;
    const location = `http://127.0.0.1:${String(port)}/v1/chat/completions`;
    const failure = await failureOf({ status: 307, headers: { location }, body: '' });
    elsewhere.close();
    expect(kindOf(failure)).toBe('model_unavailable');
    expect(failure.outcome).toBe('rejected');
    expect(visits).toBe(0);
  });
});

test('a defect on our side of the wire asks for a person, so that it is not tried for ever', () => {
  const { error } = classify(new TypeError('a bug'), new AbortController().signal);
  expect(error).toMatchObject({ kind: 'failing_run', message: expect.stringContaining('a bug') });
});
