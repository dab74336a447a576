import { APICallError } from '@ai-sdk/provider';
import { NeedsPerson } from '../domain/needs-person.ts';
import type { CallFailure, CallUsage } from '../ports/ledger.ts';
import type { ResolvedModel } from '../ports/model.ts';
import { AnswerFailure, StreamFailure } from './answer-failure.ts';
import { connectionCode, factsOf } from './failure-facts.ts';
import type { FailureFacts } from './failure-facts.ts';
import { FAILURES } from './failure-table.ts';
import type { FailureRow, FailureSign, Remedy } from './failure-table.ts';

/** The model can't answer now but is expected to soon: the call may be tried again. */
export class ModelBusy extends Error {
  override readonly name = 'ModelBusy';
  /** ms to wait, as the provider asked for; at most five minutes. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** A shorter conversation might be answered; else only a person can help. */
export class ConversationTooLong extends NeedsPerson {
  override readonly name = 'ConversationTooLong';

  constructor(message: string) {
    super('model_unavailable', message);
  }
}

/** How a failed call is recorded, and what the run ends with. */
export interface ClassifiedFailure {
  readonly outcome: CallFailure['outcome'];
  /** The provider may have billed it, so it counts at its bound. */
  readonly possiblyBilled: boolean;
  /** What it used, when that was told although there is no answer: then its cost is known. */
  readonly usage?: CallUsage;
  /** What the table says to do; `cancelled` and `ours` stand in no row. */
  readonly then: Remedy | 'cancelled' | 'ours';
  readonly error: unknown;
}

/** A refusal that tells no reason, of a conversation so long that its length may be the reason. */
export const asTooLong = (failure: ClassifiedFailure): ClassifiedFailure =>
  failure.then === 'request' && failure.error instanceof Error
    ? { ...failure, then: 'too_long', error: new ConversationTooLong(failure.error.message) }
    : failure;

/** Whom the failed call was made to. */
type Asked = Pick<ResolvedModel, 'spec' | 'scrub' | 'settings'>;

type Statuses = NonNullable<FailureSign['statuses']>;

const among = (statuses: Statuses, status: number): boolean =>
  statuses.some((item) =>
    typeof item === 'number' ? item === status : item[0] <= status && status <= item[1],
  );

const shows = ({ codes, words, statuses, causes }: FailureSign, facts: FailureFacts): boolean =>
  (codes?.some((item) => facts.codes.includes(item)) ?? true) &&
  (words?.test(facts.said) ?? true) &&
  (statuses === undefined || among(statuses, facts.status ?? 0)) &&
  (causes?.includes(facts.cause ?? '') ?? true);

const rowOf = (facts: FailureFacts): FailureRow => {
  const row = FAILURES.find(({ when }) => when.some((sign) => shows(sign, facts)));
  if (row === undefined) throw new Error('The last row of the table of failures fits everything.');
  return row;
};

/** Characters of what a provider said that people get to see. */
const SAID_MAX = 300;

const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, SAID_MAX);

const isErrorStatus = ({ status, inStream }: FailureFacts): boolean =>
  status !== undefined && status >= 300 && !inStream;

const messageFor = ({ todo }: FailureRow, facts: FailureFacts, asked: Asked): string => {
  const { status, codes, cause, said } = facts;
  const what = isErrorStatus(facts)
    ? `refused the call (HTTP ${[status, codes[0]].filter(Boolean).join(', ')})`
    : `gave no usable answer (${codes[0] ?? cause ?? 'cut'})`;
  const advice = todo
    .replaceAll('{key}', asked.settings.key)
    .replaceAll('{url}', asked.settings.url)
    .replaceAll('{model}', `"${asked.spec}"`);
  const words = short(asked.scrub(said)).replace(/[.\s]*$/, '.');
  return `${asked.spec} ${short(asked.scrub(what))}: ${words} ${advice}`;
};

const errorFor = (row: FailureRow, facts: FailureFacts, asked: Asked): Error => {
  const message = messageFor(row, facts, asked);
  if (row.then === 'retry') return new ModelBusy(message, facts.retryAfterMs);
  if (row.then === 'too_long') return new ConversationTooLong(message);
  // Another model might help where the remedy is refused.
  return new NeedsPerson(row.then === 'credentials' ? 'credentials' : 'model_unavailable', message);
};

const isFromProvider = (error: unknown): boolean =>
  APICallError.isInstance(error) ||
  error instanceof StreamFailure ||
  connectionCode(error) !== undefined;

/** A defect on our side of the wire would come again with each attempt: a person has to look. */
const ours = (error: unknown, { scrub }: Asked): ClassifiedFailure => {
  const why = error instanceof Error ? scrub(error.message) : 'for an unknown reason';
  return {
    // Nobody knows whether it had left.
    outcome: 'cut',
    possiblyBilled: true,
    then: 'ours',
    error: new NeedsPerson('failing_run', `The model could not be asked: ${why}`),
  };
};

/**
 * What a failed call comes to: our own signal is looked at first, then the table. Messages are the
 * provider's, shortened; bodies, headers and the request never get into them.
 */
export const classify = (error: unknown, signal: AbortSignal, asked: Asked): ClassifiedFailure => {
  if (signal.aborted) {
    return { outcome: 'cancelled', possiblyBilled: true, then: 'cancelled', error: signal.reason };
  }
  if (!isFromProvider(error)) return ours(error, asked);
  const facts = factsOf(error);
  const row = rowOf(facts);
  const free = row.lostBehind !== true && (isErrorStatus(facts) || row.neverSent === true);
  const usage = error instanceof AnswerFailure ? error.usage : undefined;
  return {
    outcome: free ? 'rejected' : 'cut',
    possiblyBilled: !free && usage === undefined,
    then: row.then,
    error: errorFor(row, facts, asked),
    ...(usage === undefined ? {} : { usage }),
  };
};
