import { createOpenAI } from '@ai-sdk/openai';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import { withProviderOptions } from './options.ts';
import type { ModelOptions } from './options.ts';

const providerOf = ({ baseUrl, apiKey = '', fetch }: ModelOptions) =>
  createOpenAI({ baseURL: baseUrl, apiKey, fetch });

/**
 * OpenAI's Responses. Nothing is stored there: a conversation is rebuilt from our ledger alone, so
 * reasoning comes back encrypted within the answer.
 */
export const createResponsesModel = (options: ModelOptions): LanguageModelV4 =>
  withProviderOptions(providerOf(options).responses(options.model), 'openai', { store: false });

/** OpenAI's Chat Completions. */
export const createChatModel = (options: ModelOptions): LanguageModelV4 =>
  withProviderOptions(providerOf(options).chat(options.model), 'openai', { store: false });
