import type { LanguageModelV4Message } from '@ai-sdk/provider';
import type { Compaction } from '../../domain/compaction.ts';
import type { Digest } from '../../domain/digest.ts';
import { NeedsPerson } from '../../domain/needs-person.ts';
import type { CompletedCall } from '../../ports/ledger.ts';
import type { ResolvedModel } from '../../ports/model.ts';
import type { Caller, Step } from '../call.ts';
import { ConversationTooLong } from '../failures.ts';
import { takeStep } from '../in-turn.ts';
import { identify } from '../request.ts';
import { compactionRequest, questionFor, withFarLess } from './request.ts';

/** A summary to be asked for. */
export interface NotesAsked {
  readonly compaction: Compaction;
  /** As it was asked when the step is recorded, else as it is to be asked. */
  readonly question: LanguageModelV4Message;
}

/** What the step of a compaction is made with. */
export interface NotesStep {
  readonly step: number;
  readonly caller: Caller;
  readonly models: readonly ResolvedModel[];
  readonly temperature: number | undefined;
  /** The conversation as anybody may read it. */
  readonly messages: readonly LanguageModelV4Message[];
  /** New since the step before, without the question. */
  readonly added: readonly LanguageModelV4Message[];
  readonly recorded: CompletedCall | undefined;
  /** Requests that were refused for their length. */
  readonly tooLong: ReadonlySet<Digest>;
}

/** The notes of a step, and what was summed up for them; `held` when the execution is paused. */
export type Notes = { readonly call: CompletedCall; readonly compaction: Compaction } | 'held';

const stepFor = (
  { step, temperature, messages, added }: NotesStep,
  { compaction, question }: NotesAsked,
  canBeShorter: boolean,
): Step => ({
  step,
  requestTo: (spec) => compactionRequest(spec, temperature, messages, compaction, question),
  added: [...added, question],
  previous: undefined,
  canBeShorter: () => canBeShorter,
});

/** What to ask in turn: all that is to be shown, then far less; what was refused is not asked again. */
const inTurn = (of: NotesStep, asked: NotesAsked, problem?: string): readonly NotesAsked[] => {
  if (of.recorded !== undefined) return [asked];
  const compaction = withFarLess(asked.compaction);
  const less = { compaction, question: questionFor(compaction, problem) };
  const wasRefused = ({ spec }: ResolvedModel): boolean =>
    of.tooLong.has(identify(stepFor(of, asked, true).requestTo(spec)).digest);
  return of.models.some(wasRefused) ? [less] : [asked, less];
};

const refused = (error: unknown): unknown =>
  error instanceof NeedsPerson && error.kind === 'model_unavailable'
    ? new NeedsPerson(
        error.kind,
        `The conversation has to be shortened, and its summary was refused as well. ${error.message}`,
      )
    : error;

/**
 * Asks for a summary as for any answer: of the models in turn, and of far less once where a provider
 * refuses its length.
 * @param problem of the answer before, when it held no notes.
 * @throws what the table of failures says; see `takeStep`.
 */
export const askForNotes = async (
  of: NotesStep,
  asked: NotesAsked,
  problem?: string,
): Promise<Notes> => {
  const all = inTurn(of, asked, problem);
  for (const [index, one] of all.entries()) {
    const isLast = index === all.length - 1;
    try {
      const call = await takeStep(of.caller, of.models, stepFor(of, one, !isLast), of.recorded);
      return call === 'held' ? call : { call, compaction: one.compaction };
    } catch (error) {
      if (isLast || !(error instanceof ConversationTooLong)) throw refused(error);
    }
  }
  throw new Error('There is always something to ask.');
};
