import { compactionIn } from '../../domain/compaction.ts';
import type { Compaction } from '../../domain/compaction.ts';
import { requestTo } from '../dialogue-state.ts';
import type { DialogueState, Messages, NextStep } from '../dialogue-state.ts';
import { encodeJson } from '../ledger-bytes.ts';
import { identify } from '../request.ts';
import type { NotesAsked } from './ask-for-notes.ts';
import { problemOfNotes } from './notes.ts';
import { planCompaction } from './plan.ts';
import { questionFor } from './request.ts';
import { compactionSizes, conversationTokens } from './sizes.ts';

/** How the conversation could be made shorter; nothing where it can't be, or the model is offline. */
export const planFor = (
  { conversation, task }: DialogueState,
  { models: [model] }: NextStep,
  kept: 'newest' | 'some',
): Compaction | undefined => {
  if (model === undefined || model.offline) return undefined;
  const sizes = compactionSizes(model, task.limits);
  const keptBytes = kept === 'newest' ? 0 : sizes.keptBytes;
  return planCompaction(conversation.readByAll(), conversation.opening(), sizes, keptBytes);
};

/** Whether this very request was refused by one of them already. */
const wasRefused = (state: DialogueState, { models }: NextStep): boolean =>
  state.tooLong.size > 0 &&
  models.some(({ spec }) => state.tooLong.has(identify(requestTo(state, spec)).digest));

/** The most tokens that the conversation can have now, and what it may have; nothing at its start. */
export const lengthOf = (
  { previous, task }: DialogueState,
  { models: [model] }: NextStep,
  added: Messages,
) =>
  model === undefined || previous === undefined
    ? undefined
    : {
        tokens: conversationTokens(previous, encodeJson(added).length),
        sizes: compactionSizes(model, task.limits),
      };

const planned = (state: DialogueState, next: NextStep, added: Messages): Compaction | undefined => {
  if (wasRefused(state, next)) return planFor(state, next, 'newest');
  const length = lengthOf(state, next, added);
  return length !== undefined && length.tokens > length.sizes.limitTokens
    ? planFor(state, next, 'some')
    : undefined;
};

/** What the conversation is to be summed up by, if it is. */
export const notesDue = (
  state: DialogueState,
  next: NextStep,
  added: Messages,
): NotesAsked | undefined => {
  if (next.recorded !== undefined) return undefined;
  const { missing } = state;
  const compaction = missing?.compaction ?? planned(state, next, added);
  const problem = missing && problemOfNotes(missing.call.answer);
  return compaction && { compaction, question: questionFor(compaction, problem) };
};

/** The question for notes that a recorded step ended with. */
export const questionIn = (given: Messages): NotesAsked | undefined => {
  const question = given.at(-1);
  const compaction = compactionIn(question);
  return question && compaction && { compaction, question };
};
