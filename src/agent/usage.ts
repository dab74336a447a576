import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import { isObject } from '../domain/brand.ts';
import type { CallUsage } from '../ports/ledger.ts';

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

/** Libraries turn a count that was left out into zero: it has to stand in what came. */
const isTold = (raw: unknown, ...names: readonly string[]): boolean =>
  !isObject(raw) || names.some((name) => isCount(raw[name]));

interface CacheWrites {
  readonly cacheWriteTokens5m?: number;
  readonly cacheWriteTokens1h?: number;
}

const splitIn = (raw: unknown): unknown => {
  if (!isObject(raw)) return undefined;
  const details = raw['prompt_tokens_details'];
  return (
    raw['cache_creation'] ??
    (isObject(details) ? details['cache_creation_token_details'] : undefined)
  );
};

/**
 * Tokens given to a cache, by how long it keeps them: Anthropic tells both, at prices of their own
 * (https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching), and LiteLLM in another
 * place. Where nobody tells, it is the usual lifetime.
 */
const cacheWrites = (raw: unknown, total: number | undefined): CacheWrites => {
  const split = splitIn(raw);
  const long = isObject(split) ? split['ephemeral_1h_input_tokens'] : undefined;
  const cacheWriteTokens1h = isCount(long) ? long : 0;
  const cacheWriteTokens5m = Math.max(0, (total ?? 0) - cacheWriteTokens1h);
  return {
    ...(cacheWriteTokens5m === 0 ? {} : { cacheWriteTokens5m }),
    ...(cacheWriteTokens1h === 0 ? {} : { cacheWriteTokens1h }),
  };
};

/**
 * Tokens of an answer, or nothing when the provider did not tell both input and output, or told of
 * none at all.
 * @param offline a model that computes here uses none
 */
export const usageOf = (
  { inputTokens, outputTokens, raw }: LanguageModelV4Usage,
  offline: boolean,
): CallUsage | undefined => {
  const told =
    isTold(raw, 'input_tokens', 'prompt_tokens') &&
    isTold(raw, 'output_tokens', 'completion_tokens');
  if (!told || !isCount(inputTokens.total) || !isCount(outputTokens.total)) return undefined;
  if (!offline && inputTokens.total + outputTokens.total === 0) return undefined;
  const { cacheRead, cacheWrite } = inputTokens;
  return {
    inputTokens: inputTokens.total,
    outputTokens: outputTokens.total,
    ...(cacheRead === undefined ? {} : { cachedInputTokens: cacheRead }),
    ...cacheWrites(raw, cacheWrite),
    ...(outputTokens.reasoning === undefined ? {} : { reasoningTokens: outputTokens.reasoning }),
  };
};
