import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { classify } from '../../src/agent/failures.ts';
import type { ClassifiedFailure, ModelBusy } from '../../src/agent/failures.ts';
import { startModelServer } from '../support/model-server/index.ts';
import type { Answer, ModelServer } from '../support/model-server/index.ts';
import { failureWith, KEY, kindOf, messageOf, modelFor, SPECS } from './faults/call.ts';
import type { Spec } from './faults/call.ts';
import { KINDS, OTHERS } from './faults/expected.ts';

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({ answers: [] });
});

afterAll(() => server.stop());

const failureOf = async (
  answer: Answer,
  spec: Spec = 'openai-compatible',
  limits: { readonly timeoutMs?: number } = {},
): Promise<ClassifiedFailure> => {
  await server.play({ answers: [answer] });
  return failureWith(modelFor(spec, server.url, limits));
};

describe.each(SPECS)('a call of %s', (spec) => {
  test.each([...KINDS, ...OTHERS])('with $fault: $kind', async ({ fault, kind, outcome, says }) => {
    const failure = await failureOf({ fault }, spec, fault === 'hang' ? { timeoutMs: 300 } : {});
    expect({ kind: kindOf(failure), ...failure }).toMatchObject({
      kind,
      outcome,
      possiblyBilled: outcome === 'cut',
    });
    expect(messageOf(failure)).toMatch(says);
    expect(messageOf(failure)).toContain(`${spec}:scripted`);
    expect(await server.log()).toHaveLength(1);
  });

  test('that ended for a reason nobody knows costs what it used', async () => {
    const usage = { input: 30, output: 4 };
    const failure = await failureOf({ text: 'Well', finish: 'tired', usage }, spec);
    expect(kindOf(failure)).toBe('model_unavailable');
    expect(failure).toMatchObject({ outcome: 'cut', possiblyBilled: false });
    expect(failure.usage).toMatchObject({ inputTokens: 30, outputTokens: 4 });
  });

  test('never repeats a key, ours or another, wherever the provider puts it', async () => {
    const said = `Bad keys ${KEY} and sk-another-12345678.`;
    // An event that each of the protocols takes for an error.
    const body = JSON.stringify({
      type: 'error',
      error: { message: said, type: 'odd' },
      message: said,
      code: 'odd',
      param: null,
      sequence_number: 1,
    });
    const answers: readonly Answer[] = [
      { status: 401, body },
      { body: `event: error\ndata: ${body}\n\n` },
    ];
    for (const answer of answers) {
      const failure = await failureOf(answer, spec);
      expect(messageOf(failure)).toContain('Bad keys [key] and [key].');
    }
  });

  test('whose signal was aborted is cancelled, whatever else went wrong', async () => {
    await server.play({ answers: [{ fault: 'stall' }] });
    const controller = new AbortController();
    const reason = new Error('cancelled by a person');
    const failing = failureWith(modelFor(spec, server.url, { stallMs: 10_000 }), controller);
    while ((await server.log()).length === 0) await new Promise((next) => setTimeout(next, 5));
    controller.abort(reason);
    const aborted = Date.now();
    expect(await failing).toMatchObject({ outcome: 'cancelled', then: 'cancelled', error: reason });
    let [request] = await server.log();
    while (request?.outcome === 'pending' && Date.now() - aborted < 5_000) {
      [request] = await server.log();
    }
    expect(request?.outcome).toBe('closed');
    expect((request?.ended ?? Infinity) - aborted).toBeLessThan(1_000);
  });
});

test('a request that alone is above the rate limit is not sent again', async () => {
  const failure = await failureOf({ fault: 'larger than the rate limit' }, 'openai');
  expect(failure.then).toBe('too_long');
});

test('a provider says how long to wait in any of the ways in use, at most five minutes', async () => {
  const waits: unknown[] = [];
  for (const headers of [
    { 'retry-after': '7' },
    { 'retry-after-ms': '1500' },
    { 'retry-after': new Date(Date.now() + 60_000).toUTCString() },
    { 'retry-after': '86400' },
    { 'retry-after': 'soon' },
  ]) {
    const failure = await failureOf({ fault: 'rate limit', headers });
    waits.push((failure.error as ModelBusy).retryAfterMs);
  }
  expect(waits.slice(0, 2)).toEqual([7_000, 1_500]);
  expect(waits[2]).toBeGreaterThan(40_000);
  expect(waits[2]).toBeLessThanOrEqual(60_000);
  expect(waits.slice(3)).toEqual([300_000, undefined]);
});

describe('an error', () => {
  const error = (status: number, code?: string | number, type?: string): Answer => ({
    status,
    body: JSON.stringify({ error: { message: `It said ${String(status)}.`, code, type } }),
  });

  test.each<[string, Answer, string]>([
    ['without any code, by its status', error(403), 'credentials'],
    ['of payment', error(402), 'credentials'],
    ['of an unknown path', error(404), 'model_unavailable'],
    ['of an overload, by its type', error(400, undefined, 'overloaded_error'), 'busy'],
    ['with a status as its code', error(400, '503'), 'busy'],
    ['told in a body with status 200', { ...error(200, 503), headers: json() }, 'busy'],
    ['that is a page', { status: 500, body: '<html>500</html>' }, 'busy'],
  ])('%s', async (_name, answer, kind) => {
    const failure = await failureOf(answer);
    expect(kindOf(failure)).toBe(kind);
    expect(failure).toMatchObject({ outcome: 'rejected', possiblyBilled: false });
  });

  function json(): Readonly<Record<string, string>> {
    return { 'content-type': 'application/json' };
  }
});

describe('a connection', () => {
  test('that is refused can be tried again, and costs nothing', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const failure = await failureWith(modelFor('openai', `http://127.0.0.1:${String(port)}/v1`));
    expect(kindOf(failure)).toBe('busy');
    expect(failure).toMatchObject({ outcome: 'rejected', possiblyBilled: false });
  });

  test('to a name that does not exist can be tried again', async () => {
    const failure = await failureWith(modelFor('anthropic', 'http://nowhere.invalid/v1'));
    expect(kindOf(failure)).toBe('busy');
    expect(failure.possiblyBilled).toBe(false);
  });

  test.each(SPECS)('of %s that leads elsewhere is not followed: the key stays', async (spec) => {
    let visits = 0;
    const elsewhere = createServer((_request, response) => {
      visits += 1;
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const { port } = elsewhere.address() as AddressInfo;
    const location = `http://127.0.0.1:${String(port)}/v1/chat/completions`;
    const failure = await failureOf({ status: 307, headers: { location }, body: '' }, spec);
    elsewhere.close();
    expect(kindOf(failure)).toBe('model_unavailable');
    expect(visits).toBe(0);
  });
});

test('a defect on our side asks for a person, so that it is not tried for ever', () => {
  const model = modelFor('openai', 'http://127.0.0.1:9/v1');
  const { error } = classify(new TypeError('a bug'), new AbortController().signal, model);
  expect(error).toMatchObject({ kind: 'failing_run', message: expect.stringContaining('a bug') });
});
