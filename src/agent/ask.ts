import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { NO_COST } from '../domain/money.ts';
import { costOf } from '../domain/prices.ts';
import type { CallAnswer, CallUsage } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import { AnswerFailure } from './answer-failure.ts';
import { collect } from './collect.ts';
import type { Collected } from './collect.ts';
import { withoutKeys } from './conceal.ts';
import { encodeJson } from './ledger-bytes.ts';
import type { ModelRequest } from './request.ts';
import { usageOf } from './usage.ts';

const ENDED = ['stop', 'length', 'content-filter', 'tool-calls'];

interface Ended {
  readonly finishReason: string;
  readonly usage: CallUsage;
  readonly rawUsage: string;
}

/** An answer counts with a known end and with its usage: libraries report cut ones as success. */
const endOf = ({ finish, parts }: Collected, offline: boolean): Ended => {
  const reason = finish?.finishReason;
  const known = ENDED.includes(reason?.unified ?? '');
  if (finish === undefined || (!known && reason?.raw === undefined)) {
    throw new AnswerFailure('ENDED_EARLY', 'The answer broke off before its end.');
  }
  const usage = usageOf(finish.usage, offline);
  if (!known) {
    const raw = JSON.stringify(reason?.raw).slice(0, 80);
    throw new AnswerFailure('UNKNOWN_FINISH', `It ended for an unknown reason, ${raw}.`, usage);
  }
  const wordsForNothing = usage?.outputTokens === 0 && parts.length > 0 && !offline;
  if (usage === undefined || wordsForNothing) {
    throw new AnswerFailure('NO_USAGE', 'It did not tell how many tokens it used.');
  }
  const rawUsage = JSON.stringify(finish.usage.raw ?? finish.usage);
  return { finishReason: finish.finishReason.unified, usage, rawUsage };
};

const optionsOf = (
  request: ModelRequest,
  abortSignal: AbortSignal,
): LanguageModelV4CallOptions => ({
  prompt: [...request.messages],
  tools: [...request.tools],
  maxOutputTokens: request.maxOutputTokens,
  abortSignal,
  ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
  ...(request.maestro === undefined ? {} : { providerOptions: { maestro: request.maestro } }),
});

/** Each provider has a header of its own for it. */
const requestId = (headers: Readonly<Record<string, string>> = {}): string | undefined =>
  headers['x-request-id'] ?? headers['request-id'];

/**
 * One call of a model, streamed: the only place that talks to one. However it ends, the connection
 * is closed or free again.
 * @throws AnswerFailure, StreamFailure, or whatever the model throws; see `failures.ts`.
 */
export const ask = async (
  { model, prices, offline, conceal }: ResolvedModel,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<CallAnswer> => {
  const started = performance.now();
  const over = new AbortController();
  try {
    const any = AbortSignal.any([signal, over.signal]);
    const { stream, response } = await model.doStream(optionsOf(request, any));
    const collected = withoutKeys(await collect(stream), conceal);
    const { finishReason, usage, rawUsage } = endOf(collected, offline);
    const told = requestId(response?.headers);
    const id = told === undefined ? collected.id : conceal(told);
    return {
      content: encodeJson(collected.parts),
      finishReason,
      usage,
      rawUsage,
      cost: offline ? NO_COST : costOf(usage, prices),
      ...(collected.modelId === undefined ? {} : { modelAnswered: collected.modelId }),
      ...(id === undefined ? {} : { providerRequestId: id }),
      latencyMs: Math.round(performance.now() - started),
    };
  } finally {
    over.abort();
  }
};
