import type { NotNull } from 'kysely';
import type { CallAnswer, CallUsage, CompletedCall } from '../../ports/ledger.ts';
import { callsWithBytes } from '../postgres/calls-with-bytes.ts';
import type { RunKey } from '../postgres/calls-with-bytes.ts';
import type { Database } from '../postgres/index.ts';

/** What only a completed call has. */
interface Complete {
  finish_reason: NotNull;
  raw_usage: NotNull;
  latency_ms: NotNull;
  content: NotNull;
}

const selectComplete = (db: Database, run: RunKey) =>
  callsWithBytes(db, run)
    .where('l.outcome', '=', 'complete')
    .where('c.bytes', 'is not', null)
    .select(['l.step', 'l.attempt', 'l.model', 'l.request_digest', 'l.cost', 'l.model_answered'])
    .select(['l.input_tokens', 'l.output_tokens', 'l.cached_input_tokens', 'l.reasoning_tokens'])
    .select(['l.cache_write_tokens_5m', 'l.cache_write_tokens_1h', 'l.uncached_cost'])
    .select(['l.finish_reason', 'l.raw_usage', 'l.latency_ms', 'l.provider_request_id'])
    .select(['m.bytes as messages', 'c.bytes as content'])
    .$narrowType<Complete>();

type CompleteRow = Awaited<ReturnType<ReturnType<typeof selectComplete>['execute']>>[number];

const COUNTS = {
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
  cachedInputTokens: 'cached_input_tokens',
  cacheWriteTokens5m: 'cache_write_tokens_5m',
  cacheWriteTokens1h: 'cache_write_tokens_1h',
  reasoningTokens: 'reasoning_tokens',
} as const satisfies Readonly<Record<keyof CallUsage, keyof CompleteRow>>;

const usageOf = (row: CompleteRow): CallUsage =>
  Object.fromEntries(
    Object.entries(COUNTS).flatMap(([name, column]) =>
      row[column] === null ? [] : [[name, row[column]]],
    ),
  );

const answerOf = (row: CompleteRow): CallAnswer => ({
  content: row.content,
  finishReason: row.finish_reason,
  usage: usageOf(row),
  rawUsage: row.raw_usage,
  cost: row.cost,
  ...(row.uncached_cost === null ? {} : { uncachedCost: row.uncached_cost }),
  latencyMs: row.latency_ms,
  ...(row.model_answered === null ? {} : { modelAnswered: row.model_answered }),
  ...(row.provider_request_id === null ? {} : { providerRequestId: row.provider_request_id }),
});

const callOf = (row: CompleteRow): CompletedCall => ({
  step: row.step,
  attempt: row.attempt,
  model: row.model,
  requestDigest: row.request_digest,
  messages: row.messages,
  answer: answerOf(row),
});

/** The completed calls of a run that has not ended, by step; with `step`, that one only. */
export const completedCalls = async (
  db: Database,
  run: RunKey,
  step?: number,
): Promise<readonly CompletedCall[]> => {
  const all = selectComplete(db, run);
  const rows = await (step === undefined ? all : all.where('l.step', '=', step)).execute();
  return rows.map(callOf);
};
