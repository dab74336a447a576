import { boundOf } from '../domain/prices.ts';
import type { NanoUsd } from '../domain/money.ts';
import type { CompletedCall } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';

/**
 * Tokens that a provider adds to a request by itself: Anthropic's prompt for tools has up to 804
 * (https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview), others have less.
 */
const ADDED_BY_PROVIDERS = 1_000;

/** Sizes of a request, in bytes of UTF-8. */
export interface RequestSize {
  readonly whole: number;
  /** Of the messages that are new since the step before. */
  readonly added: number;
}

/**
 * The most input tokens that a request can have, without counting them: a token is at least a byte.
 * Where the same model answered the step before, all but what is new has been counted by it.
 */
const inputBound = (
  spec: string,
  { whole, added }: RequestSize,
  previous: CompletedCall | undefined,
): number => {
  const { inputTokens, outputTokens } = previous?.model === spec ? previous.answer.usage : {};
  return inputTokens === undefined || outputTokens === undefined
    ? whole + ADDED_BY_PROVIDERS
    : inputTokens + outputTokens + added;
};

/** The most tokens that a call can use, input and output. */
export const mostTokens = (
  { spec }: ResolvedModel,
  size: RequestSize,
  maxOutputTokens: number,
  previous: CompletedCall | undefined,
): number => inputBound(spec, size, previous) + maxOutputTokens;

/** The most that a call can cost. @param previous the step before, of which this one goes on. */
export const boundOfCall = (
  { spec, prices }: ResolvedModel,
  size: RequestSize,
  maxOutputTokens: number,
  previous: CompletedCall | undefined,
): NanoUsd => boundOf(inputBound(spec, size, previous), maxOutputTokens, prices);
