import type { Shortage } from '../domain/budget.ts';
import type { Digest } from '../domain/digest.ts';
import type { NanoUsd } from '../domain/money.ts';
import type { PersonaId } from '../domain/persona.ts';
import type { Phase } from '../domain/phases.ts';
import type { ExecutionId } from '../domain/session.ts';

/**
 * The ledger of model calls.
 *
 * - One row for each try of each step of a persona run: pending before the request leaves, one
 *   outcome after. Rows are never changed or removed; only their bytes move away when the run ends.
 * - At most one completed try a step. It is replayed for the same request digest, and never sent
 *   again for another one.
 * - Every write is conditional on the fence: once a later attempt has opened the run, writes of
 *   earlier ones throw {@link Fenced} and change nothing.
 */
export interface Ledger {
  /**
   * Opens a persona run for one attempt and takes its fencing number. Pending tries of earlier
   * attempts become `lost` and count at their bound; with the first attempt of a run also those of
   * other iterations, which nobody works on any more.
   */
  openRun(run: RunIdentity): Promise<OpenRun>;
  /**
   * Reserves the next try of a step, or answers what is already known of it. With a budget, it is
   * checked in the same transaction: spent, reserved and the new bound together never exceed it.
   */
  begin(fence: Fence, request: CallRequest): Promise<Begun>;
  complete(fence: Fence, ref: CallRef, answer: CallAnswer): Promise<void>;
  fail(fence: Fence, ref: CallRef, failure: CallFailure): Promise<void>;
  /**
   * Keeps what came of a tool call of a completed answer, before the next step tells of it. The
   * first one stays.
   * @param number of the call in its answer, from 1
   */
  keepResult(fence: Fence, ref: CallRef, number: number, result: Uint8Array): Promise<void>;
  /**
   * This attempt has to wait for something outside, without a row to tell of it: it does not count
   * as idle. Once a later attempt has opened the run, it changes nothing.
   * @param parkedMs for how long it gives its place back; until then it stands among
   *   `Records.parked`. It still holds its place when absent.
   * @returns whether the execution is paused.
   */
  wait(fence: Fence, parkedMs?: number): Promise<{ readonly held: boolean }>;
  /**
   * Ends the run: its bytes are in the object store now and leave the ledger. A second time with
   * the same result is no error. The cost is not kept: it is always the sum of the rows.
   */
  closeRun(fence: Fence, result: RunResult): Promise<void>;
  /** A run of this execution that ended with the same input, so that it is never paid twice. */
  findResult(executionId: ExecutionId, inputDigest: Digest): Promise<RunResult | undefined>;
  /** Keeps that a run was answered by the result of another one, for what was saved. */
  noteReuse(executionId: ExecutionId, runId: string, reused: RunResult): Promise<void>;
}

export interface RunIdentity {
  readonly executionId: ExecutionId;
  /** `backend_developer.implementation.2`: stable over attempts. */
  readonly runId: string;
  readonly persona: PersonaId;
  readonly phase: Phase;
  readonly iteration: number;
  readonly inputDigest: Digest;
  /** Who runs this attempt, for the log: host and pid. */
  readonly worker: string;
  /**
   * Names one scheduling of the run by Temporal: its retries have the same, and the next one has
   * another. When absent, each attempt is one of its own.
   */
  readonly scheduling?: string;
  /** From 1 within the scheduling. An earlier one than the last that opened the run is fenced. */
  readonly retry?: number;
}

export interface Fence {
  readonly executionId: ExecutionId;
  readonly runId: string;
  readonly number: number;
}

export interface OpenRun {
  readonly fence: Fence;
  /** Completed calls, by step from 1 without gaps. */
  readonly calls: readonly CompletedCall[];
  /** Of the last completed call: results that were kept beside it, by their number. */
  readonly results: ReadonlyMap<number, Uint8Array>;
  /**
   * Attempts in a row, this one included, that began without a new ledger row since the attempt
   * before: 0 for the first of a scheduling, 5 once five attempts left no row. One that was told to
   * wait (`held`) starts the count again. Within a scheduling it goes on after a block, so compare
   * with multiples.
   */
  readonly idleAttempts: number;
  /**
   * Steps that were complete when this scheduling of the run began: whatever they came to has been
   * told, and whoever had the run scheduled again wants it to go on.
   */
  readonly grantedSteps: number;
  /** Requests of this run that were refused for their length. */
  readonly tooLong: readonly Digest[];
  /** Set when the run had ended before: this is its result, and nothing more can be written. */
  readonly result?: RunResult;
}

export interface CallRef {
  /** From 1. */
  readonly step: number;
  /** From 1 within the step. */
  readonly attempt: number;
}

export interface CallRequest {
  readonly step: number;
  /** `provider:model` as asked for. */
  readonly model: string;
  /** Of the canonical request: all messages, tools and settings. */
  readonly digest: Digest;
  /** JSON of the messages that are new since the step before. */
  readonly messages: Uint8Array;
  /** The most that this call can cost. */
  readonly bound: NanoUsd;
}

export type Begun =
  | { readonly kind: 'send'; readonly ref: CallRef }
  | { readonly kind: 'replay'; readonly call: CompletedCall }
  /** The step was completed for another request: nothing may be sent. */
  | { readonly kind: 'conflict'; readonly recorded: Digest }
  /** The execution is paused: nothing may be sent until it is resumed. */
  | { readonly kind: 'held' }
  /** It does not fit beside the worst cases of calls under way: ask again when some have settled. */
  | { readonly kind: 'wait'; readonly shortage: Shortage }
  /** It does not fit into the budget: nothing may be sent until that is raised. */
  | { readonly kind: 'over_budget'; readonly shortage: Shortage };

/** Tokens as the provider reported them; a field that it did not report is absent. */
export interface CallUsage {
  /** All of the input, what a cache had or was given included. */
  readonly inputTokens?: number;
  /** All of the output, its reasoning included. */
  readonly outputTokens?: number;
  /** Read from the provider's cache. */
  readonly cachedInputTokens?: number;
  /** Given to the provider's cache, for five minutes and for an hour. */
  readonly cacheWriteTokens5m?: number;
  readonly cacheWriteTokens1h?: number;
  readonly reasoningTokens?: number;
}

export interface CallAnswer {
  /** JSON of the answer's content. */
  readonly content: Uint8Array;
  readonly finishReason: string;
  readonly usage: CallUsage;
  /** The provider's usage object as it came, JSON. */
  readonly rawUsage: string;
  readonly cost: NanoUsd;
  /** What it would have cost without the provider's cache. */
  readonly uncachedCost?: NanoUsd;
  /** As the provider named it. */
  readonly modelAnswered?: string;
  readonly providerRequestId?: string;
  readonly latencyMs: number;
}

export interface CompletedCall extends CallRef {
  /** `provider:model` as asked for. */
  readonly model: string;
  readonly requestDigest: Digest;
  readonly messages: Uint8Array;
  readonly answer: CallAnswer;
}

export interface CallFailure {
  /** `rejected`: an error status or no connection; `cut`: sent, no whole answer; `cancelled`: by us. */
  readonly outcome: 'rejected' | 'cut' | 'cancelled';
  readonly message: string;
  readonly cost: NanoUsd;
  /** The provider may have billed it although no answer was seen. */
  readonly possiblyBilled: boolean;
  readonly latencyMs: number;
  /** The provider refused it for its length: it would refuse it again. */
  readonly tooLong?: true;
  /** Where the provider told it all the same. */
  readonly usage?: CallUsage;
}

/** What a persona run came to; kept for good. */
export interface RunResult {
  readonly runId: string;
  /** The patch that it produced, see `domain/patch.ts`. */
  readonly patch: Digest;
  readonly transcript: Digest;
  readonly summary: string;
  readonly steps: number;
  readonly cost: NanoUsd;
  readonly files: number;
}

/** A later attempt has taken over; whoever holds the old fence must stop and change nothing. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  constructor(fence: Fence, reason = 'was superseded by a later one') {
    super(`Attempt ${String(fence.number)} of ${fence.runId} ${reason}.`);
  }
}
