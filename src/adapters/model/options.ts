import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { JSONObject } from '@ai-sdk/provider';

/** What an adapter has to know to ask a model. */
export interface ModelOptions {
  /** With the version in its path, such as `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  /** Absent for servers that want none. */
  readonly apiKey?: string;
  /** The model's name, as the provider knows it. */
  readonly model: string;
  readonly fetch: typeof fetch;
}

/** The same model, with options of its provider in every request. */
export const withProviderOptions = (
  model: LanguageModelV4,
  provider: string,
  options: JSONObject,
): LanguageModelV4 => {
  const add = (call: Parameters<LanguageModelV4['doStream']>[0]): typeof call => ({
    ...call,
    providerOptions: {
      ...call.providerOptions,
      [provider]: { ...options, ...call.providerOptions?.[provider] },
    },
  });
  return {
    specificationVersion: model.specificationVersion,
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (call) => model.doGenerate(add(call)),
    doStream: (call) => model.doStream(add(call)),
  };
};
