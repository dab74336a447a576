import { sql } from 'kysely';
import type { CallAnswer, CallUsage, CompletedCall } from '../../ports/ledger.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { Database } from '../postgres/index.ts';

interface RunKey {
  readonly executionId: ExecutionId;
  readonly runId: string;
}

const selectComplete = (db: Database, { executionId, runId }: RunKey) =>
  db
    .selectFrom('ledger as l')
    .innerJoin('ledger_bytes as m', (join) =>
      join
        .onRef('m.execution_id', '=', 'l.execution_id')
        .onRef('m.run_id', '=', 'l.run_id')
        .onRef('m.step', '=', 'l.step')
        .onRef('m.attempt', '=', 'l.attempt')
        .on('m.part', '=', 'messages'),
    )
    .innerJoin('ledger_bytes as c', (join) =>
      join
        .onRef('c.execution_id', '=', 'l.execution_id')
        .onRef('c.run_id', '=', 'l.run_id')
        .onRef('c.step', '=', 'l.step')
        .onRef('c.attempt', '=', 'l.attempt')
        .on('c.part', '=', 'content'),
    )
    .where('l.execution_id', '=', executionId)
    .where('l.run_id', '=', runId)
    .where('l.outcome', '=', 'complete')
    .select(['l.step', 'l.attempt', 'l.request_digest', 'l.cost', 'l.model_answered'])
    .select(['l.input_tokens', 'l.output_tokens', 'l.cached_input_tokens', 'l.reasoning_tokens'])
    .select([
      sql<string>`l.finish_reason`.as('finish_reason'),
      sql<string>`l.raw_usage`.as('raw_usage'),
      sql<number>`l.latency_ms`.as('latency_ms'),
    ])
    .select(['l.provider_request_id', 'm.bytes as messages', 'c.bytes as content'])
    .orderBy('l.step');

type CompleteRow = Awaited<ReturnType<ReturnType<typeof selectComplete>['execute']>>[number];

const usageOf = (row: CompleteRow): CallUsage => ({
  ...(row.input_tokens === null ? {} : { inputTokens: row.input_tokens }),
  ...(row.output_tokens === null ? {} : { outputTokens: row.output_tokens }),
  ...(row.cached_input_tokens === null ? {} : { cachedInputTokens: row.cached_input_tokens }),
  ...(row.reasoning_tokens === null ? {} : { reasoningTokens: row.reasoning_tokens }),
});

const answerOf = (row: CompleteRow): CallAnswer => ({
  content: row.content,
  finishReason: row.finish_reason,
  usage: usageOf(row),
  rawUsage: row.raw_usage,
  cost: row.cost,
  latencyMs: row.latency_ms,
  ...(row.model_answered === null ? {} : { modelAnswered: row.model_answered }),
  ...(row.provider_request_id === null ? {} : { providerRequestId: row.provider_request_id }),
});

const callOf = (row: CompleteRow): CompletedCall => ({
  step: row.step,
  attempt: row.attempt,
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
