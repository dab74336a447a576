import type { LanguageModelV4Message } from '@ai-sdk/provider';
import { isObject, parsed, refused } from '../domain/brand.ts';
import type { JsonObject, Parsed } from '../domain/brand.ts';
import type { CallUsage, CompletedCall, RunIdentity } from '../ports/ledger.ts';
import type { AnswerPart } from './answer.ts';
import { decodeContent, decodeMessages } from './ledger-bytes.ts';

/** One completed model call: what was new in its request, and what came back. */
export interface TranscriptStep {
  readonly step: number;
  readonly attempt: number;
  /** Of the list; transcripts of earlier builds do not tell. */
  readonly model?: string;
  /** Of the canonical request with all messages up to this one. */
  readonly requestDigest: string;
  /** New since the step before: the prompts in step 1, then tool results or a reminder. */
  readonly messages: readonly LanguageModelV4Message[];
  readonly answer: {
    readonly content: readonly AnswerPart[];
    readonly finishReason: string;
    readonly usage: CallUsage;
    /** The provider's own usage object, JSON. */
    readonly rawUsage: string;
    readonly costNanoUsd: number;
    readonly modelAnswered?: string;
    readonly providerRequestId?: string;
    readonly latencyMs: number;
  };
}

/**
 * All that was said in a persona run that ended, as stored by digest: JSON of this object. Failed
 * tries are not in it; they are rows of the ledger.
 */
export interface Transcript {
  readonly version: 1;
  readonly executionId: string;
  readonly runId: string;
  readonly persona: string;
  readonly phase: string;
  readonly iteration: number;
  readonly inputDigest: string;
  /** As asked for: `provider:model`, or a list of these. */
  readonly model: string;
  readonly steps: readonly TranscriptStep[];
  /** Results of the last answer's tool calls, which no further request carried. */
  readonly lastResults: readonly LanguageModelV4Message[];
  readonly summary: string;
  /** Sum over the steps. */
  readonly costNanoUsd: number;
}

const stepOf = ({
  step,
  attempt,
  model,
  requestDigest,
  messages,
  answer,
}: CompletedCall): TranscriptStep => {
  const { content, cost, ...rest } = answer;
  return {
    step,
    attempt,
    model,
    requestDigest,
    messages: decodeMessages(messages),
    answer: { content: decodeContent(content), costNanoUsd: cost, ...rest },
  };
};

export const transcriptOf = (
  identity: RunIdentity,
  model: string,
  calls: readonly CompletedCall[],
  lastResults: readonly LanguageModelV4Message[],
  summary: string,
): Transcript => ({
  version: 1,
  executionId: identity.executionId,
  runId: identity.runId,
  persona: identity.persona,
  phase: identity.phase,
  iteration: identity.iteration,
  inputDigest: identity.inputDigest,
  model,
  steps: calls.map(stepOf),
  lastResults,
  summary,
  costNanoUsd: calls.reduce((sum, { answer }) => sum + answer.cost, 0),
});

const TEXTS = ['executionId', 'runId', 'persona', 'phase', 'inputDigest', 'model', 'summary'];

const isList = (value: unknown, has: string): boolean =>
  Array.isArray(value) &&
  value.every((item: unknown) => isObject(item) && typeof item[has] === 'string');

const isStep = (value: unknown): boolean =>
  isObject(value) &&
  Number.isInteger(value['step']) &&
  isList(value['messages'], 'role') &&
  isObject(value['answer']) &&
  isList(value['answer']['content'], 'type') &&
  isObject(value['answer']['usage']);

const fits = (value: JsonObject): boolean =>
  TEXTS.every((field) => typeof value[field] === 'string') &&
  Number.isInteger(value['iteration']) &&
  typeof value['costNanoUsd'] === 'number' &&
  isList(value['lastResults'], 'role') &&
  Array.isArray(value['steps']) &&
  value['steps'].every(isStep);

const isTranscript = (value: unknown): value is Transcript =>
  isObject(value) && value['version'] === 1 && fits(value);

/** Checks the shape of a stored transcript, as far as a reader relies on it. */
export const parseTranscript = (value: unknown): Parsed<Transcript> =>
  isTranscript(value) ? parsed(value) : refused('It is no transcript of version 1.');
