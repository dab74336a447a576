import { NO_COST } from '../domain/money.ts';
import type { NanoUsd } from '../domain/money.ts';
import { NeedsPerson } from '../domain/needs-person.ts';
import { costOf, uncachedCostOf } from '../domain/prices.ts';
import type { CallRef, CompletedCall, Fence, Ledger } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import { ask } from './ask.ts';
import { boundOfCall } from './bound.ts';
import { classify } from './failures.ts';
import type { ClassifiedFailure } from './failures.ts';
import { encodeJson } from './ledger-bytes.ts';
import { identify } from './request.ts';
import type { ModelRequest } from './request.ts';
import { reserve } from './reserve.ts';

/** What the calls of one attempt share. */
export interface Caller {
  readonly ledger: Ledger;
  readonly fence: Fence;
  readonly model: ResolvedModel;
  readonly signal: AbortSignal;
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
  { ledger, fence, signal, model }: Caller,
  ref: CallRef,
  error: unknown,
  bound: NanoUsd,
  latencyMs: number,
): Promise<never> => {
  const failure = classify(error, signal, model);
  const recorded = ledger.fail(fence, ref, {
    outcome: failure.outcome,
    message: failure.error instanceof Error ? failure.error.message : String(failure.error),
    cost: costOfFailure(failure, model, bound),
    possiblyBilled: failure.possiblyBilled,
    latencyMs,
    ...(failure.usage === undefined ? {} : { usage: failure.usage }),
  });
  // Whoever cancelled waits; a row that stays pending counts as lost at the next attempt.
  await (failure.outcome === 'cancelled' ? recorded.catch(() => undefined) : recorded);
  throw failure.error;
};

/** A step as it is about to be asked. */
interface StepRequest {
  /** From 1. */
  readonly step: number;
  readonly request: ModelRequest;
  /** Messages of the request that are new since the step before. */
  readonly added: ModelRequest['messages'];
  /** The step before, when this request goes on from its answer. */
  readonly previous: CompletedCall | undefined;
}

/**
 * One step's model call: sent unless the ledger has its answer.
 * @param known the step's completed call, when the run was opened with one.
 * @returns `held` when the execution is paused.
 * @throws NeedsPerson, ModelBusy, AwaitsSiblings, Fenced, or the signal's reason.
 */
export const callModel = async (
  caller: Caller,
  { step, request, added, previous }: StepRequest,
  known: CompletedCall | undefined,
): Promise<CompletedCall | 'held'> => {
  const { ledger, fence, model, signal } = caller;
  signal.throwIfAborted();
  const { digest, bytes } = identify(request);
  const messages = encodeJson(added);
  const size = { whole: bytes, added: messages.length };
  const bound = boundOfCall(model, size, request.maxOutputTokens, previous);
  const begun =
    known === undefined
      ? await reserve(caller, { step, model: model.spec, digest, messages, bound })
      : ({ kind: 'replay', call: known } as const);
  if (begun.kind === 'held') return 'held';
  if (begun.kind === 'conflict') throw conflict(fence, step);
  if (begun.kind === 'replay') {
    if (begun.call.requestDigest !== digest) throw conflict(fence, step);
    return begun.call;
  }
  const started = performance.now();
  const answer = await ask(model, request, signal).catch((error: unknown) =>
    failCall(caller, begun.ref, error, bound, Math.round(performance.now() - started)),
  );
  // What is computed here may use nothing.
  const kept = model.offline
    ? answer
    : { ...answer, uncachedCost: uncachedCostOf(answer.usage, model.prices) };
  await ledger.complete(fence, begun.ref, kept);
  return { ...begun.ref, model: model.spec, requestDigest: digest, messages, answer };
};
