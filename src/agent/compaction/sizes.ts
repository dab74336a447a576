import type { Limits } from '../../domain/settings.ts';
import type { CompletedCall } from '../../ports/ledger.ts';
import type { ResolvedModel } from '../../ports/model.ts';

/** What a conversation may come to, and what becomes of it then. */
export interface CompactionSizes {
  /** Tokens from which a conversation is too long. */
  readonly limitTokens: number;
  /** Bytes of the newest messages that stay as they are, at most; the newest answer always does. */
  readonly keptBytes: number;
  /** See `Compaction`. */
  readonly summaryBytes: number;
  readonly shownBytes: number;
  readonly outputTokens: number;
}

/** Where nobody knows what a model can read. */
const LIMIT_UNKNOWN = 100_000;

/** Of what a model can read, the share that a conversation may take. */
const SHARE = 0.75;

/** The least share that is left to it beside the answer. */
const SHARE_MIN = 0.25;

const OUTPUT_MAX = 8_000;
const SHOWN_MAX = 300_000;
const SUMMARY_MAX = 8_000;

const within = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, Math.floor(value)));

const limitOf = ({ contextWindow: window }: ResolvedModel, limits: Limits): number => {
  if (limits.compactAtTokens !== undefined) return limits.compactAtTokens;
  if (window === undefined) return LIMIT_UNKNOWN;
  return Math.floor(
    Math.max(window * SHARE_MIN, Math.min(window * SHARE, window - limits.outputTokens)),
  );
};

/**
 * From the setting, else from what the model can read. A token is at least a byte, so what is shown
 * for a summary fits wherever the conversation did.
 */
export const compactionSizes = (model: ResolvedModel, limits: Limits): CompactionSizes => {
  const limitTokens = limitOf(model, limits);
  return {
    limitTokens,
    keptBytes: Math.floor(limitTokens / 2),
    summaryBytes: within(1_000, limitTokens / 2, SUMMARY_MAX),
    shownBytes: within(4_000, limitTokens, SHOWN_MAX),
    outputTokens: Math.min(limits.outputTokens, OUTPUT_MAX),
  };
};

/**
 * The share of the limit from which on a conversation counts as long: a provider's refusal that
 * tells no reason may then be for its length, so it is worth a summary.
 */
const LONG_SHARE = 0.25;

export const isWorthShortening = (tokens: number, { limitTokens }: CompactionSizes): boolean =>
  tokens > LONG_SHARE * limitTokens;

/**
 * The most tokens that a conversation can have, without counting them: what the last answer told,
 * and the bytes of what is new; see `bound.ts`.
 */
export const conversationTokens = ({ answer }: CompletedCall, newBytes: number): number =>
  (answer.usage.inputTokens ?? 0) + (answer.usage.outputTokens ?? 0) + newBytes;
