import { describe, expect, test } from '@jest/globals';
import { createModels } from '../../../src/adapters/model/registry.ts';
import type { ModelsOptions, ProviderOptions } from '../../../src/adapters/model/registry.ts';
import { PROVIDERS } from '../../../src/domain/model-spec.ts';
import { ModelNotConfigured, RequirementNotSupported } from '../../../src/ports/model.ts';

const access = (more: Partial<ProviderOptions> = {}): ProviderOptions => ({
  needsKey: true,
  baseUrl: 'http://127.0.0.1:9/v1',
  key: () => 'sk-any-0123456',
  urlSetting: 'THE_URL',
  keySetting: 'THE_KEY',
  ...more,
});

const everywhere = (more: Partial<ProviderOptions> = {}): ModelsOptions => ({
  providers: Object.fromEntries(PROVIDERS.map((name) => [name, access(more)])),
  prices: 'free',
});

const noUrl = (): ProviderOptions => {
  const { baseUrl: _without, ...rest } = access();
  return rest;
};

describe('a model by its name', () => {
  test('blueprint is trusted, offline and free', () => {
    expect(createModels().resolve('blueprint')).toMatchObject({
      spec: 'blueprint',
      trusted: true,
      offline: true,
      prices: { input: 0, output: 0 },
    });
  });

  test.each(PROVIDERS)("a model of %s is a stranger's, with its whole name", (provider) => {
    const model = createModels(everywhere()).resolve(`${provider}:org/m:7b`);
    expect(model).toMatchObject({ trusted: false, offline: false });
    expect(model.model.modelId).toBe('org/m:7b');
  });

  test('has the price of its name, or that of every other model', () => {
    const prices = '{"*":"free","big":{"input":3,"output":15,"cachedInput":0.3}}';
    const models = createModels({ ...everywhere(), prices });
    const big = models.resolve('openai:big').prices;
    expect(big).toEqual({ input: 3, output: 15, cachedInput: 0.3 });
    expect(models.resolve('openai:small').prices.input).toBe(0);
  });

  test('a server that wants no key is asked without, a provider is not', () => {
    const without = { key: () => undefined };
    const local = createModels(everywhere({ ...without, needsKey: false }));
    expect(local.resolve('ollama:m').model.modelId).toBe('m');
    const attempt = () => createModels(everywhere(without)).resolve('anthropic:m');
    expect(attempt).toThrow(/needs a key: set THE_KEY/);
  });

  test('a key with a line break is refused, and not told', () => {
    const models = createModels(everywhere({ key: () => 'sk-secret\n-of-two-lines' }));
    const attempt = () => models.resolve('anthropic:m');
    expect(attempt).toThrow(ModelNotConfigured);
    expect(attempt).not.toThrow(/secret/);
  });

  test("a key's file that can't be read is told as what is missing", () => {
    const key = () => {
      throw new Error('THE_FILE holds no key');
    };
    const attempt = () => createModels(everywhere({ key })).resolve('openai:m');
    expect(attempt).toThrow(ModelNotConfigured);
    expect(attempt).toThrow('THE_FILE holds no key');
  });

  const compatible = (options: ProviderOptions, prices?: string): ModelsOptions => ({
    providers: { 'openai-compatible': options },
    ...(prices === undefined ? {} : { prices }),
  });

  test.each<[string, ModelsOptions, string]>([
    ['gpt', everywhere(), 'A model is'],
    ['openai-compatible:', everywhere(), 'A model is'],
    ['acme:m', everywhere(), 'A model is'],
    ['openai-compatible:m', compatible(noUrl(), 'free'), 'THE_URL'],
    ['openai-compatible:m', compatible(access()), 'MAESTRO_MODEL_PRICES'],
    ['openai-compatible:m', compatible(access(), '{"other":"free"}'), 'no price for "m"'],
    ['openai-compatible:m', compatible(access(), 'cheap'), 'not JSON'],
    ['openai-compatible:m', compatible(access(), '{"input":-1,"output":1}'), 'USD per million'],
    ['openai-compatible:m', compatible(access(), '{"input":1}'), 'USD per million'],
    [
      'openai-compatible:m',
      compatible(access(), '{"input":1,"output":1,"in":1}'),
      '"in" is no price',
    ],
    ['openai-compatible:m', compatible(access(), '[]'), 'USD per million'],
  ])('%s, case %#, is refused with what to do', (spec, options, part) => {
    const attempt = () => createModels(options).resolve(spec);
    expect(attempt).toThrow(ModelNotConfigured);
    expect(attempt).toThrow(part);
  });
});

describe('whether a model can build a requirement', () => {
  const models = createModels();

  test('blueprint says what it can do when it can not', () => {
    const check = () => {
      models.check('blueprint', 'Train a neural network that plays chess', {
        assumeRecords: false,
      });
    };
    expect(check).toThrow(RequirementNotSupported);
  });

  test('others are asked for anything', () => {
    models.check('openai-compatible:m', 'Train a neural network', { assumeRecords: false });
  });
});
