import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { OpenAICompatibleProviderSettings } from '@ai-sdk/openai-compatible';
import type { JSONObject, LanguageModelV4 } from '@ai-sdk/provider';
import { guardedFetch } from './guarded-fetch.ts';

export interface OpenAICompatibleOptions {
  /** For example `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  /** The model's name, as the server knows it. */
  readonly model: string;
  /** Of a whole call, in ms; five minutes when absent. */
  readonly timeoutMs?: number;
}

type ConvertUsage = NonNullable<OpenAICompatibleProviderSettings['convertUsage']>;

/** Like the library's, but a count that the server left out stays unknown instead of zero. */
const convertUsage: ConvertUsage = (usage) => {
  const input = usage?.prompt_tokens ?? undefined;
  const output = usage?.completion_tokens ?? undefined;
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? undefined;
  const reasoning = usage?.completion_tokens_details?.reasoning_tokens ?? undefined;
  return {
    inputTokens: {
      total: input,
      noCache: input === undefined ? undefined : input - (cached ?? 0),
      cacheRead: cached,
      cacheWrite: undefined,
    },
    outputTokens: { total: output, text: undefined, reasoning },
    raw: JSON.parse(JSON.stringify(usage ?? {})) as JSONObject,
  };
};

/** Any server that speaks OpenAI's Chat Completions. */
export const createOpenAICompatibleModel = (options: OpenAICompatibleOptions): LanguageModelV4 => {
  const { baseUrl, apiKey, model, timeoutMs } = options;
  return createOpenAICompatible({
    name: 'openai-compatible',
    baseURL: baseUrl,
    ...(apiKey === undefined ? {} : { apiKey }),
    fetch: guardedFetch(apiKey, timeoutMs),
    includeUsage: true,
    convertUsage,
  }).chatModel(model);
};
