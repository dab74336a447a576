import type { Compaction } from '../domain/compaction.ts';
import { NeedsPerson } from '../domain/needs-person.ts';
import type { CompletedCall } from '../ports/ledger.ts';
import type { Step } from './call.ts';
import { askForNotes } from './compaction/ask-for-notes.ts';
import type { NotesAsked } from './compaction/ask-for-notes.ts';
import { lengthOf, notesDue, planFor, questionIn } from './compaction/due.ts';
import { notesMessage, problemOfNotes } from './compaction/notes.ts';
import { questionFor } from './compaction/request.ts';
import { isWorthShortening } from './compaction/sizes.ts';
import { createConversation } from './conversation.ts';
import type { Conversation } from './conversation.ts';
import { requestTo } from './dialogue-state.ts';
import type { DialogueOptions, DialogueState, Messages, NextStep } from './dialogue-state.ts';
import { ConversationTooLong } from './failures.ts';
import { takeStep } from './in-turn.ts';
import { decodeMessages, encodeJson } from './ledger-bytes.ts';

/**
 * The conversation of a run, step by step. A step is a compaction where the conversation has become
 * too long, by our limit or by what a provider says, and else the next answer. After a provider has
 * refused a request, only the newest answer stays: what is too long all the same can't be shortened
 * again, and ends the run.
 */
export interface Dialogue {
  readonly take: (next: NextStep) => Promise<Taken>;
  readonly answer: Conversation['answer'];
}

/**
 * What a step came to: an answer to go on from, a conversation that is shorter now, or an answer
 * that was to make it shorter and held no notes; the next step asks for them again.
 */
export type Taken =
  | { readonly kind: 'answered' | 'compacted' | 'no_notes'; readonly call: CompletedCall }
  /** The execution is paused. */
  | { readonly kind: 'held' };

/** Lets notes stand for what they sum up. */
const shorten = (state: DialogueState, compaction: Compaction, { answer }: CompletedCall): void => {
  const { conversation, files, task } = state;
  const notes = notesMessage(compaction, answer, files, task.identity.runId);
  conversation.replace(compaction.from, compaction.messages, notes);
  state.previous = undefined;
  state.missing = undefined;
};

const compact = async (
  state: DialogueState,
  next: NextStep,
  added: Messages,
  asked: NotesAsked,
): Promise<Taken> => {
  const { conversation, task, missing } = state;
  const { temperature } = task.models[0];
  const problem = missing && problemOfNotes(missing.call.answer);
  const of = { ...state, ...next, added, temperature, messages: conversation.readByAll() };
  const notes = await askForNotes(of, asked, problem);
  if (notes === 'held') return { kind: 'held' };
  const { call, compaction } = notes;
  if (problemOfNotes(call.answer) !== undefined) {
    state.missing = notes;
    return { kind: 'no_notes', call };
  }
  shorten(state, compaction, call);
  return { kind: 'compacted', call };
};

const work = async (state: DialogueState, next: NextStep, added: Messages): Promise<Taken> => {
  const { caller, previous } = state;
  const asked: Step = {
    step: next.step,
    requestTo: (spec) => requestTo(state, spec),
    added,
    previous,
    canBeShorter: () => {
      const length = lengthOf(state, next, added);
      const isLong = length !== undefined && isWorthShortening(length.tokens, length.sizes);
      return isLong && planFor(state, next, 'newest') !== undefined;
    },
  };
  const call = await takeStep(caller, next.models, asked, next.recorded);
  if (call === 'held') return { kind: 'held' };
  state.previous = call;
  return { kind: 'answered', call };
};

const STAYS_TOO_LONG =
  'Summing up earlier messages can not help: what is left, the task and the newest results, is too long by itself. Smaller inputs can, with rework.';

const take = async (state: DialogueState, next: NextStep): Promise<Taken> => {
  // Through bytes, so that a first attempt and a rebuilt one see the very same values.
  const given = decodeMessages(encodeJson(next.added));
  const kept = questionIn(given);
  const added = kept === undefined ? given : given.slice(0, -1);
  // An earlier build went on without notes.
  if (state.missing && next.recorded && kept === undefined) {
    shorten(state, state.missing.compaction, state.missing.call);
  }
  state.conversation.tell(added);
  const due = kept ?? notesDue(state, next, added);
  if (due !== undefined) return compact(state, next, added, due);
  try {
    return await work(state, next, added);
  } catch (error) {
    if (!(error instanceof ConversationTooLong)) throw error;
    const last = planFor(state, next, 'newest');
    if (last === undefined) throw new NeedsPerson(error.kind, `${error.message} ${STAYS_TOO_LONG}`);
    return compact(state, next, added, { compaction: last, question: questionFor(last) });
  }
};

export const createDialogue = (options: DialogueOptions): Dialogue => {
  const conversation = createConversation();
  const state: DialogueState = {
    ...options,
    conversation,
    previous: undefined,
    missing: undefined,
  };
  return { take: (next) => take(state, next), answer: conversation.answer };
};
