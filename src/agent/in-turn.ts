import type { Standing } from '../ports/breaker.ts';
import type { CompletedCall } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import { callModel, checkRecorded } from './call.ts';
import type { Called, Caller, Step } from './call.ts';
import { ModelBusy } from './failures.ts';
import type { ClassifiedFailure } from './failures.ts';

/** The models of one list, in the order in which they are asked. */
export type ModelsInTurn = readonly [ResolvedModel, ...ResolvedModel[]];

/** What a try shows of the provider: whoever refuses a request is not down. */
const standingOf = (called: Called): Standing => {
  if (called.kind === 'held') return 'unknown';
  if (called.kind === 'answered') return 'up';
  const { then } = called.failure;
  if (then === 'retry') return 'down';
  return then === 'cancelled' || then === 'ours' ? 'unknown' : 'up';
};

/** Whether the next model of the list is to be asked; else the table of failures says what to do. */
const nextIsAsked = ({ then }: ClassifiedFailure, { breaker }: ResolvedModel): boolean =>
  then === 'refused' || then === 'model' || (then === 'retry' && breaker.waitMs() > 0);

/** Nobody of the list may be asked now: when to try again. */
const allDown = (models: readonly ResolvedModel[]): ModelBusy => {
  const waitMs = Math.max(1, Math.min(...models.map(({ breaker }) => breaker.waitMs())));
  const names = models.map(({ spec }) => spec).join(', ');
  return new ModelBusy(
    `Not asked, since too many calls in a row have failed on this worker (circuit breaker open): ${names}. It is tried again by itself in ${(waitMs / 1000).toFixed(1)} s.`,
    waitMs,
  );
};

/** A new try of the step with each model until one answers; an open circuit breaker is passed by. */
const askInTurn = async (
  caller: Caller,
  models: readonly ResolvedModel[],
  step: Step,
): Promise<CompletedCall | 'held'> => {
  let last: ClassifiedFailure | undefined;
  for (const model of models) {
    const called = await model.breaker.run(async () => {
      caller.beat(`step ${String(step.step)}: ${model.spec}`);
      const value = await callModel(caller, model, step);
      return { standing: standingOf(value), value };
    });
    if (called === undefined) continue;
    if (called.kind === 'held') return 'held';
    if (called.kind === 'answered') return called.call;
    last = called.failure;
    if (!nextIsAsked(last, model)) break;
  }
  if (last !== undefined) throw last.error;
  throw allDown(models);
};

/**
 * One step's model call: taken from the ledger when it is there, else asked of each model in turn
 * until one answers.
 * @param recorded the step's completed call, when the run was opened with one.
 * @returns `held` when the execution is paused.
 * @throws what the table of failures says of the last model that was asked; see `callModel`.
 */
export const takeStep = async (
  caller: Caller,
  models: readonly ResolvedModel[],
  step: Step,
  recorded: CompletedCall | undefined,
): Promise<CompletedCall | 'held'> => {
  if (recorded === undefined) return askInTurn(caller, models, step);
  caller.signal.throwIfAborted();
  checkRecorded(caller.fence, step, recorded);
  return recorded;
};
