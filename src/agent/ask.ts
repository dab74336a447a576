import type { LanguageModelV4GenerateResult } from '@ai-sdk/provider';
import { costOf } from '../domain/prices.ts';
import type { CallAnswer, CallUsage } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import { keptParts } from './answer.ts';
import { MalformedAnswer } from './failures.ts';
import { encodeJson } from './ledger-bytes.ts';
import type { ModelRequest } from './request.ts';

const usageOf = ({ usage }: LanguageModelV4GenerateResult): CallUsage => {
  const { total: input, cacheRead } = usage.inputTokens;
  const { total: output, reasoning } = usage.outputTokens;
  if (input === undefined || output === undefined) {
    throw new MalformedAnswer(
      'The model answered without saying how many tokens it used, so its cost is unknown.',
    );
  }
  return {
    inputTokens: input,
    outputTokens: output,
    ...(cacheRead === undefined ? {} : { cachedInputTokens: cacheRead }),
    ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
  };
};

const ENDED = ['stop', 'length', 'content-filter', 'tool-calls'];

const finishReasonOf = ({ finishReason }: LanguageModelV4GenerateResult): string => {
  if (ENDED.includes(finishReason.unified)) return finishReason.unified;
  const reason = JSON.stringify(finishReason.raw ?? null).slice(0, 80);
  throw new MalformedAnswer(`The model stopped for an unknown reason: ${reason}.`);
};

/**
 * One call of a model: the only place that talks to one.
 * @throws MalformedAnswer, or whatever the model throws; see `failures.ts`.
 */
export const ask = async (
  { model, prices }: ResolvedModel,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<CallAnswer> => {
  const started = performance.now();
  const result = await model.doGenerate({
    prompt: [...request.messages],
    tools: [...request.tools],
    maxOutputTokens: request.maxOutputTokens,
    abortSignal: signal,
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.maestro === undefined ? {} : { providerOptions: { maestro: request.maestro } }),
  });
  const usage = usageOf(result);
  const id = result.response?.headers?.['x-request-id'] ?? result.response?.id;
  return {
    content: encodeJson(keptParts(result.content)),
    finishReason: finishReasonOf(result),
    usage,
    rawUsage: JSON.stringify(result.usage.raw ?? result.usage),
    cost: costOf(usage, prices),
    ...(result.response?.modelId === undefined ? {} : { modelAnswered: result.response.modelId }),
    ...(id === undefined ? {} : { providerRequestId: id }),
    latencyMs: Math.round(performance.now() - started),
  };
};
