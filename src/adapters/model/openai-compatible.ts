import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { OpenAICompatibleProviderSettings } from '@ai-sdk/openai-compatible';
import type { JSONObject, LanguageModelV4 } from '@ai-sdk/provider';
import { isObject } from '../../domain/brand.ts';
import type { ModelOptions } from './options.ts';

type ConvertUsage = NonNullable<OpenAICompatibleProviderSettings['convertUsage']>;

/** Tokens given to the cache of a provider behind the server, as LiteLLM tells of them. */
const cacheWriteIn = (usage: unknown): number | undefined => {
  const count = isObject(usage) ? usage['cache_creation_input_tokens'] : undefined;
  return typeof count === 'number' ? count : undefined;
};

/** Like the library's, but a count that the server left out stays unknown instead of zero. */
const convertUsage: ConvertUsage = (usage) => {
  const input = usage?.prompt_tokens ?? undefined;
  const output = usage?.completion_tokens ?? undefined;
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? undefined;
  const cacheWrite = cacheWriteIn(usage);
  const reasoning = usage?.completion_tokens_details?.reasoning_tokens ?? undefined;
  return {
    inputTokens: {
      total: input,
      noCache: input === undefined ? undefined : input - (cached ?? 0) - (cacheWrite ?? 0),
      cacheRead: cached,
      cacheWrite,
    },
    outputTokens: { total: output, text: undefined, reasoning },
    raw: JSON.parse(JSON.stringify(usage ?? {})) as JSONObject,
  };
};

/**
 * Any server that speaks OpenAI's Chat Completions: LiteLLM, Ollama, vLLM, LM Studio.
 * @param name of the provider, as our settings call it
 */
export const createCompatibleModel = (
  name: string,
  { baseUrl, apiKey, model, fetch }: ModelOptions,
): LanguageModelV4 =>
  createOpenAICompatible({
    name,
    baseURL: baseUrl,
    ...(apiKey === undefined ? {} : { apiKey }),
    fetch,
    // A stream tells no usage unless it is asked to.
    includeUsage: true,
    convertUsage,
  }).chatModel(model);
