import { describe, expect, test } from '@jest/globals';
import { configuredPrice } from '../../../src/adapters/model/configured-price.ts';
import { listedModel } from '../../../src/adapters/model/list-price.ts';
import type { Provider } from '../../../src/domain/model-spec.ts';
import { FREE } from '../../../src/domain/prices.ts';

const priceOf = (provider: Provider, model: string, text?: string) =>
  configuredPrice({ provider, model }, text);

describe('the public price of a model', () => {
  test('has every class of input, and a tier for large requests', () => {
    expect(listedModel('anthropic', 'claude-sonnet-4-5-20250929')).toEqual({
      prices: {
        input: 3,
        output: 15,
        cachedInput: 0.3,
        cacheWrite5m: 3.75,
        cacheWrite1h: 6,
        tiers: [
          {
            above: 200_000,
            input: 6,
            output: 22.5,
            cachedInput: 0.6,
            cacheWrite5m: 7.5,
            cacheWrite1h: 12,
          },
        ],
      },
      contextWindow: 200_000,
    });
  });

  test('is that of the day', () => {
    const on = (day: string) => listedModel('openai', 'o3', new Date(day))?.prices.input;
    expect([on('2025-06-01'), on('2025-07-01')]).toEqual([10, 2]);
  });

  test('is the same for both protocols of a provider, and of no other provider', () => {
    expect(listedModel('openai-chat', 'gpt-5-mini')).toEqual(listedModel('openai', 'gpt-5-mini'));
    for (const provider of ['litellm', 'ollama', 'openai-compatible', 'anthropic'] as const) {
      expect(listedModel(provider, 'gpt-5-mini')).toBeUndefined();
    }
  });

  test('is unknown for a model that is not on the list, and for one not priced by its text', () => {
    expect(listedModel('openai', 'no-such-model')).toBeUndefined();
    expect(listedModel('openai', 'tts-1')).toBeUndefined();
  });
});

describe('the price of a model', () => {
  test('is the public one where the setting does not name the model', () => {
    expect(priceOf('openai', 'gpt-5-mini', 'free').output).toBe(2);
    expect(priceOf('openai', 'gpt-5-mini', '{"other":"free","*":"free"}').output).toBe(2);
  });

  test('is that of the setting where it names the model, with its provider or without', () => {
    const text = '{"gpt-5-mini":{"input":1,"output":9},"openai:gpt-5":"free"}';
    expect(priceOf('openai', 'gpt-5-mini', text)).toEqual({ input: 1, output: 9 });
    expect(priceOf('openai', 'gpt-5', text)).toEqual(FREE);
    expect(priceOf('openai-chat', 'gpt-5', text)).not.toEqual(FREE);
  });

  test('is the one for all others where nobody else knows it', () => {
    expect(priceOf('ollama', 'qwen3', 'free')).toEqual(FREE);
    expect(priceOf('litellm', 'fast', '{"input":1,"output":2}')).toEqual({ input: 1, output: 2 });
  });

  test("takes Anthropic's multiples for cache writes where the setting has none", () => {
    const text =
      '{"input":4,"output":8,"cacheWrite1h":7,"tiers":[{"above":10,"input":8,"output":9}]}';
    expect(priceOf('anthropic', 'new-model', text)).toEqual({
      input: 4,
      output: 8,
      cacheWrite5m: 5,
      cacheWrite1h: 7,
      tiers: [{ above: 10, input: 8, output: 9, cacheWrite5m: 10, cacheWrite1h: 16 }],
    });
  });

  test('is an error where it is nowhere said', () => {
    expect(() => priceOf('litellm', 'fast')).toThrow(/"litellm:fast" costs is not configured/);
    expect(() => priceOf('openai', 'no-such-model', '{"other":"free"}')).toThrow(
      /no price for "no-such-model"/,
    );
  });

  test.each([
    ['prices', /not JSON/],
    ['{"input":1}', /USD per million/],
    ['{"input":1,"output":-1}', /USD per million/],
    ['{"input":1,"output":1,"reasoning":1}', /"reasoning" is no price/],
    ['{"a":{"input":1,"output":"2"}}', /For "a"/],
    ['{"input":1,"output":1,"tiers":{}}', /"tiers" must be a list/],
    ['{"input":1,"output":1,"tiers":[{"input":1,"output":1}]}', /A tier is/],
  ])('is not read from %s', (text, problem) => {
    expect(() => priceOf('ollama', 'x', text)).toThrow(problem);
  });
});
