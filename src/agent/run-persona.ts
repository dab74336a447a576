import type { CompletedCall } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import { act } from './act.ts';
import { assistantMessage, toolCallsOf } from './answer.ts';
import type { AnswerPart, ToolCall } from './answer.ts';
import { failing, openAttempt } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { begin } from './begin.ts';
import { conclude } from './conclude.ts';
import { createDialogue } from './dialogue.ts';
import type { ModelsInTurn } from './in-turn.ts';
import { keptResults } from './kept-results.ts';
import { decodeContent, decodeMessages } from './ledger-bytes.ts';
import { parkOrThrow } from './park.ts';
import { redo } from './redo.ts';
import { reminderFor } from './reminder.ts';
import type { RunControl, RunDeps, RunEnd, RunTask } from './run-task.ts';
import { countStray, endOfStrays, NO_STRAYS, passedOver, strayOf } from './stray.ts';
import type { StrayKind, Strays } from './stray.ts';

/** Whoever refused is passed over, as long as there is another. */
const fromTurn = (models: ModelsInTurn, strays: Strays): readonly ResolvedModel[] =>
  models.slice(Math.min(passedOver(strays), models.length - 1));

/** What a step came to, as far as it shows whether the run gets anywhere. */
interface Answered {
  readonly step: number;
  readonly kind: 'answered' | 'no_notes';
  readonly call: CompletedCall;
  readonly parts: readonly AnswerPart[];
  readonly toolCalls: readonly ToolCall[];
}

const strayIn = ({ kind, call, toolCalls }: Answered): StrayKind | undefined => {
  const { finishReason } = call.answer;
  if (kind === 'answered') return strayOf(finishReason, toolCalls);
  return finishReason === 'content-filter' ? 'refused' : 'no_notes';
};

/** @throws NeedsPerson when the run gets nowhere, and nobody has been told so yet */
const straysAfter = (
  before: Strays,
  answered: Answered,
  { identity, models }: RunTask,
  { grantedSteps }: Attempt,
): Strays => {
  const strays = countStray(before, strayIn(answered));
  const { step, parts, toolCalls } = answered;
  const stuck = endOfStrays(identity, strays, models.length, parts, toolCalls);
  if (stuck === undefined) return strays;
  if (step > grantedSteps) throw stuck;
  // Whoever had the run scheduled again knows of these: the count begins anew.
  return NO_STRAYS;
};

/** As many as a run may have, and as many again whenever a person had it go on after the last. */
const mostSteps = ({ limits }: RunTask, { grantedSteps }: Attempt): number =>
  limits.stepsPerRun * (1 + Math.floor(grantedSteps / limits.stepsPerRun));

const workOn = async (
  deps: RunDeps,
  task: RunTask,
  control: RunControl,
  attempt: Attempt,
): Promise<RunEnd> => {
  const { identity, models } = task;
  const { caller, tools, known } = attempt;
  const model = models.map(({ spec }) => spec).join(',');
  const calls: CompletedCall[] = [];
  const { opening, frame } = await begin(task, attempt);
  const dialogue = createDialogue({ ...attempt, task, frame, files: tools.files });
  let added = opening;
  let strays = NO_STRAYS;
  const most = mostSteps(task, attempt);

  for (let step = 1; step <= most; step += 1) {
    control.beat(`step ${String(step)}`);
    const recorded = known[step - 1];
    const next = known[step];
    const asked = { step, added, recorded, models: fromTurn(models, strays) };
    const taken = await dialogue.take(asked);
    if (taken.kind === 'held') return taken;
    const { kind, call } = taken;
    calls.push(call);
    const parts = decodeContent(call.answer.content);
    const toolCalls = kind === 'answered' ? toolCallsOf(parts, step) : [];
    if (kind === 'answered') dialogue.answer(assistantMessage(parts, toolCalls), call.model);
    if (kind !== 'compacted') {
      strays = straysAfter(strays, { step, kind, call, parts, toolCalls }, task, attempt);
    }
    if (next !== undefined || kind !== 'answered') {
      added = next === undefined ? [] : decodeMessages(next.messages);
      await redo(toolCalls, added, tools);
      continue;
    }
    const kept = keptResults(caller, call, recorded && attempt.results);
    const { results, summary } = await act(toolCalls, tools, kept, control.beat);
    if (summary === undefined) {
      added = [...results, ...reminderFor(call.answer.finishReason, toolCalls)];
      continue;
    }
    const last = { lastResults: results, summary, start: task.tree, files: tools.files };
    const result = await conclude(deps, caller.fence, { identity, model, calls, ...last });
    return { kind: 'ended', result };
  }
  throw failing(identity, `did not finish within ${String(most)} model calls`);
};

/**
 * One persona's work in one iteration: model calls and tools until the model says `finish`. What an
 * earlier attempt completed is taken from the ledger: nothing is sent twice.
 * @throws NeedsPerson when only a person can help, ModelBusy when it is worth trying again, Fenced
 *   when a later attempt has taken over, or the signal's reason.
 */
export const runPersona = async (
  deps: RunDeps,
  task: RunTask,
  control: RunControl,
): Promise<RunEnd> => {
  const attempt = await openAttempt(deps, task, control);
  if ('ended' in attempt) return { kind: 'ended', result: attempt.ended };
  try {
    return await workOn(deps, task, control, attempt);
  } catch (error) {
    return parkOrThrow(attempt.caller, error);
  }
};
