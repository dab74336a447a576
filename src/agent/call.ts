import { NO_COST } from '../domain/money.ts';
import type { NanoUsd } from '../domain/money.ts';
import { NeedsPerson } from '../domain/needs-person.ts';
import { boundOf, costOf } from '../domain/prices.ts';
import type { CallRef, CompletedCall, Fence, Ledger } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import { ask } from './ask.ts';
import { classify } from './failures.ts';
import type { ClassifiedFailure } from './failures.ts';
import { encodeJson } from './ledger-bytes.ts';
import { identify } from './request.ts';
import type { ModelRequest } from './request.ts';

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
  });
  // Whoever cancelled waits; a row that stays pending counts as lost at the next attempt.
  await (failure.outcome === 'cancelled' ? recorded.catch(() => undefined) : recorded);
  throw failure.error;
};

/**
 * One step's model call: sent unless the ledger has its answer.
 * @param known the step's completed call, when the run was opened with one.
 * @param added messages of the request that are new since the step before.
 * @returns `held` when the execution is paused.
 * @throws NeedsPerson, ModelBusy, Fenced, or the signal's reason.
 */
export const callModel = async (
  caller: Caller,
  step: number,
  request: ModelRequest,
  added: ModelRequest['messages'],
  known: CompletedCall | undefined,
): Promise<CompletedCall | 'held'> => {
  const { ledger, fence, model, signal } = caller;
  signal.throwIfAborted();
  const { digest, bytes } = identify(request);
  const bound = boundOf(bytes, request.maxOutputTokens, model.prices);
  const messages = encodeJson(added);
  const begun =
    known === undefined
      ? await ledger.begin(fence, { step, model: model.spec, digest, messages, bound })
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
  await ledger.complete(fence, begun.ref, answer);
  return { ...begun.ref, requestDigest: digest, messages, answer };
};
