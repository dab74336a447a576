import { NO_COST } from '../domain/money.ts';
import type { NanoUsd } from '../domain/money.ts';
import { NeedsPerson } from '../domain/needs-person.ts';
import { costOf, uncachedCostOf } from '../domain/prices.ts';
import type {
  CallAnswer,
  CallRef,
  CallUsage,
  CompletedCall,
  Fence,
  Ledger,
} from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import type { CallEnd } from '../ports/provider-limits.ts';
import { ask } from './ask.ts';
import { boundOfCall, mostTokens } from './bound.ts';
import { asTooLong, classify } from './failures.ts';
import type { ClassifiedFailure } from './failures.ts';
import { encodeJson } from './ledger-bytes.ts';
import { identify } from './request.ts';
import type { ModelRequest } from './request.ts';
import { reserve } from './reserve.ts';

/** What the calls of one attempt share. */
export interface Caller {
  readonly ledger: Ledger;
  readonly fence: Fence;
  readonly signal: AbortSignal;
  /** Told what the run is about to do. */
  readonly beat: (detail: string) => void;
}

const conflict = (fence: Fence, step: number): NeedsPerson =>
  new NeedsPerson(
    'ledger_conflict',
    `Step ${String(step)} of ${fence.runId} was completed for another request than the one that this attempt would send.`,
  );

/** Exact where usage was seen, the bound where it may have been billed, else nothing. */
const costOfFailure = (
  { usage, possiblyBilled }: ClassifiedFailure,
  { prices }: ResolvedModel,
  bound: NanoUsd,
): NanoUsd => {
  if (usage !== undefined) return costOf(usage, prices);
  return possiblyBilled ? bound : NO_COST;
};

const failCall = async (
  { ledger, fence }: Caller,
  model: ResolvedModel,
  ref: CallRef,
  failure: ClassifiedFailure,
  bound: NanoUsd,
  latencyMs: number,
): Promise<void> => {
  const recorded = ledger.fail(fence, ref, {
    outcome: failure.outcome,
    message: failure.error instanceof Error ? failure.error.message : String(failure.error),
    cost: costOfFailure(failure, model, bound),
    possiblyBilled: failure.possiblyBilled,
    latencyMs,
    ...(failure.then === 'too_long' ? { tooLong: true } : {}),
    ...(failure.usage === undefined ? {} : { usage: failure.usage }),
  });
  // Whoever cancelled waits; a row that stays pending counts as lost at the next attempt.
  await (failure.outcome === 'cancelled' ? recorded.catch(() => undefined) : recorded);
};

const endOfUsed = ({ inputTokens = 0, outputTokens = 0 }: CallUsage): CallEnd => ({
  kind: 'used',
  tokens: inputTokens + outputTokens,
});

/** What a failed call used of its provider's limit. */
const endOfFailed = ({ outcome, usage = {} }: ClassifiedFailure): CallEnd =>
  Object.keys(usage).length > 0 || outcome === 'rejected' ? endOfUsed(usage) : { kind: 'unknown' };

/** A step as it is about to be asked. */
export interface Step {
  /** From 1. */
  readonly step: number;
  /** What a model is asked; each reads of the others' answers what it may. */
  readonly requestTo: (spec: string) => ModelRequest;
  /** Messages that are new since the step before. */
  readonly added: ModelRequest['messages'];
  /** The step before, when this request goes on from its answer. */
  readonly previous: CompletedCall | undefined;
  /** Whether it is long, and can be made shorter: a refusal without a reason is then for its length. */
  readonly canBeShorter: () => boolean;
}

/** What became of a try. */
export type Called =
  | { readonly kind: 'answered'; readonly call: CompletedCall }
  /** The execution is paused. */
  | { readonly kind: 'held' }
  | { readonly kind: 'failed'; readonly failure: ClassifiedFailure };

/**
 * Whether a recorded answer is one to what would be asked of its model now.
 * @throws NeedsPerson `ledger_conflict` when it is not: it is kept, and nothing is sent
 */
export const checkRecorded = (
  fence: Fence,
  { step, requestTo }: Step,
  call: CompletedCall,
): void => {
  if (identify(requestTo(call.model)).digest !== call.requestDigest) throw conflict(fence, step);
};

/**
 * One try of a step, with one model.
 * @throws NeedsPerson for want of money or a conflict, AwaitsSiblings, AwaitsProvider, Fenced, or
 *   the signal's reason.
 */
export const callModel = async (
  caller: Caller,
  model: ResolvedModel,
  { step, requestTo, added, previous, canBeShorter }: Step,
): Promise<Called> => {
  const { ledger, fence, signal } = caller;
  signal.throwIfAborted();
  const request = requestTo(model.spec);
  const { digest, bytes } = identify(request);
  const messages = encodeJson(added);
  const size = { whole: bytes, added: messages.length };
  const bound = boundOfCall(model, size, request.maxOutputTokens, previous);
  const tokens = mostTokens(model, size, request.maxOutputTokens, previous);
  const begun = await reserve(
    { ...caller, model, tokens },
    { step, model: model.spec, digest, messages, bound },
  );
  if (begun.kind === 'held') return begun;
  if (begun.kind === 'conflict') throw conflict(fence, step);
  if (begun.kind === 'replay') return { kind: 'answered', call: begun.call };
  const started = performance.now();
  let answer: CallAnswer;
  try {
    answer = await ask(model, request, signal);
    begun.turn.end(endOfUsed(answer.usage));
  } catch (error) {
    const latencyMs = Math.round(performance.now() - started);
    const told = classify(error, signal, model);
    const failure = canBeShorter() ? asTooLong(told) : told;
    await failCall(caller, model, begun.ref, failure, bound, latencyMs);
    begun.turn.end(endOfFailed(failure));
    return { kind: 'failed', failure };
  } finally {
    begun.turn.end({ kind: 'unknown' });
  }
  // What is computed here may use nothing.
  const kept = model.offline
    ? answer
    : { ...answer, uncachedCost: uncachedCostOf(answer.usage, model.prices) };
  await ledger.complete(fence, begun.ref, kept);
  const call = { ...begun.ref, model: model.spec, requestDigest: digest, messages, answer };
  return { kind: 'answered', call };
};
