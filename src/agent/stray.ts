import { NeedsPerson } from '../domain/needs-person.ts';
import type { RunIdentity } from '../ports/ledger.ts';
import type { AnswerPart, ToolCall } from './answer.ts';
import { problemOf } from './tools/index.ts';

/**
 * How an answer got nowhere: the provider refused it, it was cut at its maximum, none of its tool
 * calls can be carried out as it stands, it had none, or it was asked for notes and held none.
 */
export type StrayKind = 'refused' | 'cut' | 'invalid' | 'talk' | 'no_notes';

/** Answers in a row that got nowhere. */
export interface Strays {
  readonly kind: StrayKind | undefined;
  readonly inARow: number;
  /** Of these, the last ones of the same kind. */
  readonly alike: number;
}

export const NO_STRAYS: Strays = { kind: undefined, inARow: 0, alike: 0 };

/** One step may mend a refusal, a cut or an invalid call; the next one like it ends the run. */
const REPAIRS_MAX = 1;

/**
 * How many models of the list have refused by now, more than once each but for fallbacks: the next
 * step asks the one after them.
 */
export const passedOver = ({ kind, alike }: Strays): number =>
  kind === 'refused' ? Math.max(0, alike - REPAIRS_MAX) : 0;

/** Answers in a row that got nowhere, of whatever kind, after which a person is asked. */
const STRAYS_MAX = 3;

/** How the answer to a step of work got nowhere; nothing when it got somewhere. */
export const strayOf = (
  finishReason: string,
  calls: readonly ToolCall[],
): StrayKind | undefined => {
  if (calls.some((call) => problemOf(call) === undefined)) return undefined;
  if (finishReason === 'content-filter') return 'refused';
  if (finishReason === 'length') return 'cut';
  return calls.length === 0 ? 'talk' : 'invalid';
};

export const countStray = (before: Strays, kind: StrayKind | undefined): Strays => {
  if (kind === undefined) return NO_STRAYS;
  const alike = kind === before.kind ? before.alike + 1 : 1;
  return { kind, inARow: before.inARow + 1, alike };
};

const textOf = (parts: readonly AnswerPart[]): string =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join(' ');

const quoted = (text: string): string => {
  const short = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  return short === '' ? '' : ` It said: ${JSON.stringify(short)}.`;
};

const WHY: Readonly<
  Record<StrayKind, (parts: readonly AnswerPart[], calls: readonly ToolCall[]) => string>
> = {
  refused: (parts) =>
    `The model or its provider refused to go on.${quoted(textOf(parts))} Resume with {"model":"…"}, or rework with a requirement that leaves out what it will not touch.`,
  cut: () =>
    'Its answers are cut at the most that one may have before anything in them is whole. Raise MAESTRO_LIMITS_OUTPUT_TOKENS for new executions, or resume with {"model":"…"}.',
  invalid: (_parts, calls) =>
    `Its tool calls can't be carried out: ${calls.map(problemOf).find((problem) => problem !== undefined) ?? ''}`,
  talk: (parts) => `It called no tool.${quoted(textOf(parts))}`,
  no_notes: () =>
    'The conversation is too long, and asked for notes to go on from it gave none. Resume with {"model":"…"}, or rework with less to do at once.',
};

/**
 * What ends the run after an answer that got nowhere.
 * @param models how many there are to ask.
 */
export const endOfStrays = (
  { runId }: RunIdentity,
  strays: Strays,
  models: number,
  parts: readonly AnswerPart[],
  calls: readonly ToolCall[],
): NeedsPerson | undefined => {
  const { kind, inARow, alike } = strays;
  // Where this model refuses, the next one may not.
  const passed = passedOver(strays);
  if (passed > 0 && passed < models) return undefined;
  const mended = kind !== 'talk' && alike > REPAIRS_MAX;
  if (kind === undefined || (!mended && inARow < STRAYS_MAX)) return undefined;
  const what = `${runId} got ${String(inARow)} answers in a row that led nowhere.`;
  return new NeedsPerson(
    kind === 'refused' ? 'model_unavailable' : 'failing_run',
    `${what} ${WHY[kind](parts, calls)}`,
  );
};
