import type { JSONObject, LanguageModelV4Message } from '@ai-sdk/provider';
import { compactionIn } from '../domain/compaction.ts';
import type { Compaction } from '../domain/compaction.ts';
import type { Digest } from '../domain/digest.ts';
import { NeedsPerson } from '../domain/needs-person.ts';
import type { CompletedCall } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import type { Caller, Step } from './call.ts';
import { askForNotes } from './compaction/ask-for-notes.ts';
import type { NotesAsked } from './compaction/ask-for-notes.ts';
import { notesMessage, problemOfNotes } from './compaction/notes.ts';
import { planCompaction } from './compaction/plan.ts';
import { questionFor } from './compaction/request.ts';
import { compactionSizes, conversationTokens, isWorthShortening } from './compaction/sizes.ts';
import { createConversation } from './conversation.ts';
import type { Conversation } from './conversation.ts';
import { ConversationTooLong } from './failures.ts';
import { takeStep } from './in-turn.ts';
import { decodeMessages, encodeJson } from './ledger-bytes.ts';
import { identify, requestOf } from './request.ts';
import type { ModelRequest } from './request.ts';
import type { RunTask } from './run-task.ts';
import type { WorkingTree } from './working-tree.ts';

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

type Messages = readonly LanguageModelV4Message[];

export interface NextStep {
  /** From 1. */
  readonly step: number;
  /** New since the step before. */
  readonly added: Messages;
  /** The step's completed call, when the run was opened with one. */
  readonly recorded: CompletedCall | undefined;
  /** In the order in which they are asked. */
  readonly models: readonly ResolvedModel[];
}

/**
 * What a step came to: an answer to go on from, a conversation that is shorter now, or an answer
 * that was to make it shorter and held no notes; the next step asks for them again.
 */
export type Taken =
  | { readonly kind: 'answered' | 'compacted' | 'no_notes'; readonly call: CompletedCall }
  /** The execution is paused. */
  | { readonly kind: 'held' };

export interface DialogueOptions {
  readonly caller: Caller;
  readonly task: Pick<RunTask, 'identity' | 'limits' | 'models'>;
  readonly files: WorkingTree;
  readonly maestro: JSONObject | undefined;
  /** Requests that were refused as too long: they are not sent again where that can be helped. */
  readonly tooLong: ReadonlySet<Digest>;
}

interface State extends DialogueOptions {
  readonly conversation: Conversation;
  /** What the next request goes on from; nothing at first, and after a compaction. */
  previous: CompletedCall | undefined;
  /** Asked for without getting any notes: asked for again. */
  missing: { readonly call: CompletedCall; readonly compaction: Compaction } | undefined;
}

const requestTo = ({ conversation, task, maestro }: State, spec: string): ModelRequest => {
  const { limits, models } = task;
  const { temperature } = models[0];
  return requestOf({ spec, temperature }, conversation.readBy(spec), limits.outputTokens, maestro);
};

const planFor = (
  { conversation, task }: State,
  { models: [model] }: NextStep,
  kept: 'newest' | 'some',
): Compaction | undefined => {
  if (model === undefined || model.offline) return undefined;
  const sizes = compactionSizes(model, task.limits);
  const keptBytes = kept === 'newest' ? 0 : sizes.keptBytes;
  return planCompaction(conversation.readByAll(), conversation.opening(), sizes, keptBytes);
};

/** Whether this very request was refused by one of them already. */
const wasRefused = (state: State, { models }: NextStep): boolean =>
  state.tooLong.size > 0 &&
  models.some(({ spec }) => state.tooLong.has(identify(requestTo(state, spec)).digest));

/** The most tokens that the conversation can have now, and what it may have; nothing at its start. */
const lengthOf = ({ previous, task }: State, { models: [model] }: NextStep, added: Messages) =>
  model === undefined || previous === undefined
    ? undefined
    : {
        tokens: conversationTokens(previous, encodeJson(added).length),
        sizes: compactionSizes(model, task.limits),
      };

const planned = (state: State, next: NextStep, added: Messages): Compaction | undefined => {
  if (wasRefused(state, next)) return planFor(state, next, 'newest');
  const length = lengthOf(state, next, added);
  return length !== undefined && length.tokens > length.sizes.limitTokens
    ? planFor(state, next, 'some')
    : undefined;
};

/** What the conversation is to be summed up by, if it is. */
const notesDue = (state: State, next: NextStep, added: Messages): NotesAsked | undefined => {
  if (next.recorded !== undefined) return undefined;
  const { missing } = state;
  const compaction = missing?.compaction ?? planned(state, next, added);
  const problem = missing && problemOfNotes(missing.call.answer);
  return compaction && { compaction, question: questionFor(compaction, problem) };
};

/** Lets notes stand for what they sum up. */
const shorten = (state: State, compaction: Compaction, { answer }: CompletedCall): void => {
  const { conversation, files, task } = state;
  const notes = notesMessage(compaction, answer, files.tree(), task.identity.runId);
  conversation.replace(compaction.from, compaction.messages, notes);
  state.previous = undefined;
  state.missing = undefined;
};

const compact = async (
  state: State,
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

const work = async (state: State, next: NextStep, added: Messages): Promise<Taken> => {
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

/** The question for notes that a recorded step ended with. */
const questionIn = (given: Messages): NotesAsked | undefined => {
  const question = given.at(-1);
  const compaction = compactionIn(question);
  return question && compaction && { compaction, question };
};

const take = async (state: State, next: NextStep): Promise<Taken> => {
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
  const state: State = { ...options, conversation, previous: undefined, missing: undefined };
  return { take: (next) => take(state, next), answer: conversation.answer };
};
