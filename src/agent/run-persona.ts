import type { CompletedCall } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import { act } from './act.ts';
import { assistantMessage, toolCallsOf } from './answer.ts';
import { failing, openAttempt } from './attempt.ts';
import { conclude } from './conclude.ts';
import { createDialogue } from './dialogue.ts';
import type { ModelsInTurn } from './in-turn.ts';
import { decodeContent, decodeMessages } from './ledger-bytes.ts';
import { openingMessages } from './prompt/task.ts';
import { redo } from './redo.ts';
import { reminderFor } from './reminder.ts';
import type { RunControl, RunDeps, RunEnd, RunTask } from './run-task.ts';
import { countStray, endOfStrays, NO_STRAYS, passedOver } from './stray.ts';
import type { Strays } from './stray.ts';

/** Whoever refused is passed over, as long as there is another. */
const fromTurn = (models: ModelsInTurn, strays: Strays): readonly ResolvedModel[] =>
  models.slice(Math.min(passedOver(strays), models.length - 1));

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
  const { identity, models, limits } = task;
  const attempt = await openAttempt(deps, task, control);
  if ('ended' in attempt) return { kind: 'ended', result: attempt.ended };
  const { caller, tools, known } = attempt;
  const work = {
    identity,
    model: models.map(({ spec }) => spec).join(','),
    start: task.tree,
    files: tools.files,
  };
  const calls: CompletedCall[] = [];
  const dialogue = createDialogue({ ...attempt, task, files: tools.files });
  let added = await openingMessages(task, tools.files, tools.reach);
  let strays = NO_STRAYS;

  for (let step = 1; step <= limits.stepsPerRun; step += 1) {
    control.beat(`step ${String(step)}`);
    const recorded = known[step - 1];
    const next = known[step];
    const asked = { step, added, recorded, models: fromTurn(models, strays) };
    const taken = await dialogue.take(asked);
    if (taken.kind === 'held') return taken;
    const { call } = taken;
    calls.push(call);
    if (taken.kind === 'compacted') {
      added = next === undefined ? [] : decodeMessages(next.messages);
      continue;
    }
    const parts = decodeContent(call.answer.content);
    const toolCalls = toolCallsOf(parts, step);
    dialogue.answer(assistantMessage(parts, toolCalls), call.model);
    strays = countStray(strays, call.answer.finishReason, toolCalls);
    // Whoever had a run that got nowhere scheduled again gives it another answer.
    const told = step <= attempt.grantedSteps;
    const stuck = told ? undefined : endOfStrays(identity, strays, models.length, parts, toolCalls);
    if (stuck) throw stuck;

    if (next !== undefined) {
      added = decodeMessages(next.messages);
      await redo(toolCalls, added, tools);
      continue;
    }
    const { results, summary } = await act(toolCalls, tools, control.beat);
    if (summary === undefined) {
      added = [...results, ...reminderFor(call.answer.finishReason, toolCalls)];
      continue;
    }
    const finished = { ...work, calls, lastResults: results, summary };
    const result = await conclude(deps, caller.fence, finished);
    return { kind: 'ended', result };
  }
  throw failing(identity, `did not finish within ${String(limits.stepsPerRun)} model calls`);
};
