import { describe, expect, test } from '@jest/globals';
import { createModels } from '../../../src/adapters/model/registry.ts';
import type { ModelsOptions } from '../../../src/adapters/model/registry.ts';
import { ModelNotConfigured, RequirementNotSupported } from '../../../src/ports/model.ts';

const resolve = (spec: string, openaiCompatible?: ModelsOptions['openaiCompatible']) =>
  createModels(openaiCompatible === undefined ? {} : { openaiCompatible }).resolve(spec);

const baseUrl = 'http://127.0.0.1:9/v1';

describe('a model by its name', () => {
  test('blueprint is trusted, offline and free', () => {
    expect(resolve('blueprint')).toMatchObject({
      spec: 'blueprint',
      trusted: true,
      offline: true,
      prices: { input: 0, output: 0 },
    });
  });

  test("a provider's model is a stranger with a price", () => {
    const prices = '{"*":"free","big":{"input":3,"output":15,"cachedInput":0.3}}';
    const model = resolve('openai-compatible:big', { baseUrl, prices });
    expect(model).toMatchObject({ trusted: false, offline: false });
    expect(model.prices).toEqual({ input: 3, output: 15, cachedInput: 0.3 });
    expect(model.model.modelId).toBe('big');
    expect(resolve('openai-compatible:small', { baseUrl, prices }).prices.input).toBe(0);
  });

  test('its name may hold colons and slashes', () => {
    const { model } = resolve('openai-compatible:org/m:7b', { baseUrl, prices: 'free' });
    expect(model.modelId).toBe('org/m:7b');
  });

  test.each<[string, ModelsOptions['openaiCompatible'], string]>([
    ['gpt', {}, 'A model is'],
    ['openai-compatible:', { baseUrl, prices: 'free' }, 'A model is'],
    ['openai-compatible:m', {}, 'MAESTRO_OPENAI_BASE_URL'],
    ['openai-compatible:m', { baseUrl }, 'MAESTRO_MODEL_PRICES'],
    ['openai-compatible:m', { baseUrl, prices: '{"other":"free"}' }, 'no price for "m"'],
    ['openai-compatible:m', { baseUrl, prices: 'cheap' }, 'not JSON'],
    ['openai-compatible:m', { baseUrl, prices: '{"input":-1,"output":1}' }, 'USD per million'],
    ['openai-compatible:m', { baseUrl, prices: '{"input":1}' }, 'USD per million'],
    [
      'openai-compatible:m',
      { baseUrl, prices: '{"input":1,"output":1,"in":1}' },
      '"in" is no price',
    ],
    ['openai-compatible:m', { baseUrl, prices: '[]' }, 'USD per million'],
  ])('%s with %j is refused with what to do', (spec, options, part) => {
    const attempt = () => resolve(spec, options);
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
