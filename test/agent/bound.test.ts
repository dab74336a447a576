import { describe, expect, test } from '@jest/globals';
import { boundOfCall } from '../../src/agent/bound.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import { digestOf } from '../../src/ports/digests.ts';
import type { CompletedCall } from '../../src/ports/ledger.ts';
import type { ResolvedModel } from '../../src/ports/model.ts';

/** A thousand nano-USD for each token of input, two thousand for each of output. */
const PRICES = { input: 1, output: 2 };

const model = { spec: 'anthropic:strong', prices: PRICES } as ResolvedModel;

const answered = (by: string, usage: CompletedCall['answer']['usage']): CompletedCall => ({
  step: 1,
  attempt: 1,
  model: by,
  requestDigest: digestOf('one'),
  messages: new Uint8Array(),
  answer: {
    content: new Uint8Array(),
    finishReason: 'stop',
    usage,
    rawUsage: '{}',
    cost: nanoUsd(1),
    latencyMs: 1,
  },
});

const SIZE = { whole: 50_000, added: 300 };
const boundAfter = (previous: CompletedCall | undefined): number =>
  boundOfCall(model, SIZE, 10, previous) - 10 * 2_000;

describe('the most that a call can cost', () => {
  test('is that of every byte of a first request, and of what its provider adds', () => {
    expect(boundAfter(undefined)).toBe((50_000 + 1_000) * 1_000);
  });

  test('is that of what the same model has counted, and of every byte that is new', () => {
    const previous = answered(model.spec, { inputTokens: 9_000, outputTokens: 700 });
    expect(boundAfter(previous)).toBe((9_000 + 700 + 300) * 1_000);
  });

  test('takes no count of another model, nor half of one', () => {
    const usage = { inputTokens: 9_000, outputTokens: 700 };
    expect(boundAfter(answered('openai:other', usage))).toBe(51_000_000);
    expect(boundAfter(answered(model.spec, { inputTokens: 9_000 }))).toBe(51_000_000);
  });
});
