/**
 * The loop in front of LiteLLM's real proxy, which asks the test model server: streams, tool calls,
 * errors and rate limits. Run by `npm run test:litellm`.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createModels } from '../../src/adapters/model/registry.ts';
import type { ResolvedModel } from '../../src/ports/model.ts';
import { failureWith, kindOf, messageOf } from '../agent/faults/call.ts';
import { expectBillWithin, ledgerOf, sumOf } from '../support/bill.ts';
import { INSTALL_MS } from '../support/litellm/install.ts';
import { startLitellm } from '../support/litellm/proxy.ts';
import type { LitellmProxy } from '../support/litellm/proxy.ts';
import { FIRST_PASS, NOTES } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';

const STALL_MS = 1_500;

const maestro = useMaestro({ env: { MAESTRO_MODEL_CALLS_STALL_MS: String(STALL_MS) } });
let proxy: LitellmProxy;
let stop = (): Promise<void> => Promise.resolve();

beforeAll(async () => {
  proxy = await startLitellm(maestro.model.url);
  stop = () => proxy.stop();
  await maestro.startWorker({
    MAESTRO_LITELLM_BASE_URL: proxy.url,
    MAESTRO_LITELLM_API_KEY: proxy.key,
  });
}, INSTALL_MS + 120_000);

afterAll(() => stop());

/** What the worker is told in MAESTRO_MODEL_PRICES. */
const prices = { input: 1, output: 2 };

/** As LiteLLM knows them, and the protocol that it asks for them. */
const MODELS = [
  ['scripted', 'chat'],
  ['messages', 'messages'],
] as const;

const trees = new Map<string, string>();

test.each(MODELS)(
  'with litellm:%s (over %s) an execution goes through all gates, and costs what the provider says',
  async (name, protocol) => {
    await maestro.model.play({ module: FIRST_PASS, prices });
    await maestro.client.start({ ...NOTES, model: `litellm:${name}`, session: name });
    const result = await maestro.client.result(name);
    expect(result.phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
    trees.set(name, result.tree);
    const log = await maestro.model.log();
    expect(new Set(log.map((entry) => entry.protocol))).toEqual(new Set([protocol]));
    expect(log.every(({ body }) => body['stream'] === true)).toBe(true);
    const rows = await ledgerOf(maestro, name);
    expect(rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'complete'));
    expect(log).toHaveLength(rows.length);
    expect(sumOf(rows)).toBe((await maestro.model.bill()).total);
  },
  240_000,
);

test('it gets to the same end when calls fail, and the bill is within the ledger', async () => {
  const faults = ['overloaded', 'cut', 'rate limit, ms', 'reset after headers', 'stall'];
  await maestro.model.play({ module: FIRST_PASS, prices, options: { faults } });
  await maestro.client.start({ ...NOTES, model: 'litellm:scripted', session: 'faults' });
  const result = await maestro.client.result('faults');
  expect(result.tree).toBe(trees.get('scripted'));
  expect(result.tree).toBe(trees.get('messages'));
  await expectBillWithin(maestro, await ledgerOf(maestro, 'faults'));
}, 240_000);

const asked = (name: string): ResolvedModel =>
  createModels({
    providers: {
      litellm: {
        needsKey: false,
        baseUrl: proxy.url,
        key: () => proxy.key,
        urlSetting: 'THE_URL',
        keySetting: 'THE_KEY',
      },
    },
    prices: JSON.stringify(prices),
    limits: { timeoutMs: 5_000, stallMs: STALL_MS },
    breaker: { failures: 1_000_000 },
  }).resolve(`litellm:${name}`);

const BUSY = /tried again by itself/;

/** What each fault comes to; through the proxy fewer can be told apart than without it. */
const FAULTS = [
  ['request timeout', 'busy', 'rejected', BUSY],
  ['rate limit, seconds', 'busy', 'rejected', BUSY],
  ['server error', 'busy', 'rejected', BUSY],
  ['unavailable', 'busy', 'rejected', BUSY],
  ['overloaded', 'busy', 'rejected', BUSY],
  ['no credit', 'credentials', 'rejected', /Add credit .* THE_KEY/],
  ['spend cap', 'credentials', 'rejected', /Raise the provider's own limit/],
  ['bad key', 'credentials', 'rejected', /Set THE_KEY/],
  ['forbidden', 'credentials', 'rejected', /Give the key of THE_KEY access/],
  ['unknown model', 'model_unavailable', 'rejected', /Look at the name of .* and at THE_URL/],
  ['bad request', 'model_unavailable', 'rejected', /would be refused again/],
  ['context too long', 'model_unavailable', 'rejected', /longer than .* can read/],
  ['content policy', 'model_unavailable', 'rejected', /does not let .* read or write/],
  ['reset after headers', 'busy', 'cut', BUSY],
  ['cut', 'busy', 'cut', BUSY],
  ['overloaded in the stream', 'busy', 'cut', BUSY],
  ['no credit in the stream', 'credentials', 'cut', /Add credit/],
  ['stall', 'busy', 'cut', BUSY],
  ['hang', 'busy', 'cut', BUSY],
  ['html', 'model_unavailable', 'cut', /tell its usage/],
  ['empty', 'model_unavailable', 'cut', /tell its usage/],
] as const;

describe.each(MODELS.map(([name]) => name))('a call of litellm:%s', (name) => {
  test.each(FAULTS)('with %s: %s', async (fault, kind, outcome, says) => {
    await maestro.model.play({ answers: [{ fault }] });
    const failure = await failureWith(asked(name));
    expect({ kind: kindOf(failure), ...failure }).toMatchObject({
      kind,
      outcome,
      possiblyBilled: outcome === 'cut',
    });
    expect(messageOf(failure)).toMatch(says);
    // The proxy has not tried it again by itself.
    expect(await maestro.model.log()).toHaveLength(1);
  });

  test('that is told to wait waits as long as the provider asked for', async () => {
    await maestro.model.play({ answers: [{ fault: 'rate limit, seconds' }] });
    const { error } = await failureWith(asked(name));
    expect(error).toMatchObject({ name: 'ModelBusy', retryAfterMs: 7_000 });
  });
});

test('a model that the proxy does not know is one that another may stand in for', async () => {
  const failure = await failureWith(asked('nobody'));
  expect(failure).toMatchObject({ then: 'model', outcome: 'rejected' });
});
