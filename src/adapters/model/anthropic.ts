import { createAnthropic } from '@ai-sdk/anthropic';
import { InvalidResponseDataError } from '@ai-sdk/provider';
import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { withCachePoints } from './cache-points.ts';
import type { ModelOptions } from './options.ts';

/** The usual variable holds the address alone, and the version's path is taken for granted. */
const versioned = (baseUrl: string): string =>
  new URL(baseUrl).pathname === '/' ? new URL('/v1', baseUrl).href : baseUrl;

/** What the library says of a first event that it can't read, in words that hide what happened. */
const UNREADABLE = 'Expected a normalized Anthropic stream error';

const readable = (error: unknown): never => {
  if (!(error instanceof Error) || error.message !== UNREADABLE) throw error;
  throw new InvalidResponseDataError({
    data: undefined,
    message: 'The answer began with an event that is not as documented.',
  });
};

/** From a request without tools no other goes on: what it gave to the cache would be paid for nothing. */
const cached = (call: LanguageModelV4CallOptions): LanguageModelV4CallOptions =>
  (call.tools ?? []).length === 0 ? call : { ...call, prompt: withCachePoints(call.prompt) };

/** Anthropic's Messages. */
export const createAnthropicModel = (options: ModelOptions): LanguageModelV4 => {
  const { baseUrl, apiKey = '', fetch } = options;
  const model = createAnthropic({ baseURL: versioned(baseUrl), apiKey, fetch })(options.model);
  return {
    specificationVersion: model.specificationVersion,
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (call) => model.doGenerate(cached(call)),
    doStream: async (call) => Promise.resolve(model.doStream(cached(call))).catch(readable),
  };
};
