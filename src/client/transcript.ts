import { isObject, parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import { compactionIn } from '../domain/compaction.ts';
import { getJson } from '../ports/objects.ts';
import type { OpenCallRow, RunRow } from '../ports/records.ts';
import { openCalls } from './records.ts';
import type { Services } from './services.ts';
import { answerUtterances, messageUtterances } from './utterances.ts';
import type { Utterance } from './utterances.ts';

/** One model call: what was new in its request, and what came back. */
export interface TranscriptStep {
  readonly step: number;
  readonly attempt: number;
  /** `complete`, or why there is no answer. */
  readonly outcome: OpenCallRow['outcome'];
  /** Set where the step shortened the conversation: its answer stands for so many messages. */
  readonly compaction?: { readonly messages: number };
  readonly said: readonly Utterance[];
  readonly answer: readonly Utterance[];
  /** Of a call that failed. */
  readonly problem?: string;
}

/** Prompts, answers and tool calls of one persona run. */
export interface Transcript {
  readonly runId: string;
  /** Whether the run has ended; the transcript of an open one ends where it is now. */
  readonly ended: boolean;
  readonly steps: readonly TranscriptStep[];
  /** Results of the last answer's tool calls, which no request carried any more. */
  readonly last: readonly Utterance[];
}

/** A step that asks for a summary says so in its last message. */
const compactionOf = (messages: unknown): Pick<TranscriptStep, 'compaction'> => {
  const found = compactionIn(Array.isArray(messages) ? messages.at(-1) : undefined);
  return found === undefined ? {} : { compaction: { messages: found.messages } };
};

const storedStep = (value: unknown): TranscriptStep | undefined => {
  if (!isObject(value) || !isObject(value['answer'])) return undefined;
  const { step, attempt, messages, answer } = value;
  if (typeof step !== 'number') return undefined;
  return {
    step,
    attempt: typeof attempt === 'number' ? attempt : 1,
    outcome: 'complete',
    ...compactionOf(messages),
    said: messageUtterances(messages),
    answer: answerUtterances(answer['content']),
  };
};

/** The stored form: `{"version":1,"runId":…,"steps":[…],"lastResults":[…]}`. */
const parseStored = (value: unknown): Parsed<Transcript> => {
  if (!isObject(value) || value['version'] !== 1 || !Array.isArray(value['steps'])) {
    return refused('it is no transcript of version 1');
  }
  const { runId, lastResults } = value;
  const steps = (value['steps'] as readonly unknown[]).map(storedStep);
  const whole = steps.filter((step) => step !== undefined);
  if (typeof runId !== 'string' || whole.length < steps.length) return refused('it is damaged');
  return parsed({ runId, ended: true, steps: whole, last: messageUtterances(lastResults) });
};

const jsonOf = (bytes: Uint8Array | undefined): unknown => {
  try {
    return bytes === undefined ? [] : JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return [];
  }
};

const openStep = ({
  step,
  attempt,
  outcome,
  messages,
  content,
  message,
}: OpenCallRow): TranscriptStep => ({
  step,
  attempt,
  outcome,
  ...compactionOf(jsonOf(messages)),
  said: messageUtterances(jsonOf(messages)),
  answer: answerUtterances(jsonOf(content)),
  ...(message === undefined ? {} : { problem: message }),
});

/**
 * What was said in a run: of one that has ended from the object store, of an open one from the
 * ledger.
 * @throws NotConfigured, NotFound, ObjectMissing, ObjectDamaged
 */
export const transcript = async (
  services: Services,
  session: string,
  { runId, transcript: digest }: RunRow,
): Promise<Transcript> => {
  if (digest !== undefined) return getJson(await services.objects(), digest, parseStored);
  const calls = await openCalls(services, session, runId);
  return { runId, ended: false, steps: calls.map(openStep), last: [] };
};
