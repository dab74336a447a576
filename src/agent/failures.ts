import { AISDKError } from '@ai-sdk/provider';
import { NeedsPerson } from '../domain/needs-person.ts';
import type { CallFailure } from '../ports/ledger.ts';
import { connectionCode, factsOf } from './failure-facts.ts';
import type { FailureFacts } from './failure-facts.ts';

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

/** Something came back, but it can be no answer: a page, no usage, an unknown reason to finish. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

/** How a failed call is recorded, and what the run ends with. */
export interface ClassifiedFailure {
  readonly outcome: CallFailure['outcome'];
  /** The provider may have billed it, so it counts at its bound. */
  readonly possiblyBilled: boolean;
  readonly error: unknown;
}

type Verdict = 'credentials' | 'model_unavailable' | 'busy';

interface Rule {
  readonly when: (facts: FailureFacts) => boolean;
  readonly then: Verdict;
  readonly outcome: 'rejected' | 'cut';
  readonly possiblyBilled: boolean;
}

const code =
  (...codes: readonly string[]) =>
  ({ codes: given }: FailureFacts): boolean =>
    given.some((item) => codes.includes(item));

const status =
  (...statuses: readonly number[]) =>
  ({ status: given }: FailureFacts): boolean =>
    given !== undefined && statuses.includes(given);

const between =
  (low: number, high: number) =>
  ({ status: given }: FailureFacts): boolean =>
    given !== undefined && given >= low && given <= high;

const network =
  (...causes: readonly string[]) =>
  ({ cause }: FailureFacts): boolean =>
    cause !== undefined && causes.includes(cause);

const rejected = (then: Verdict, when: Rule['when'], possiblyBilled = false): Rule => ({
  when,
  then,
  outcome: 'rejected',
  possiblyBilled,
});

const cut = (then: Verdict, when: Rule['when']): Rule => ({
  when,
  then,
  outcome: 'cut',
  possiblyBilled: true,
});

/**
 * What each failure means, first match first: the provider's own code says more than the status
 * (a quota that is used up comes as 429), and the status more than the connection.
 */
const RULES: readonly Rule[] = [
  rejected(
    'credentials',
    code(
      'insufficient_quota',
      'invalid_api_key',
      'invalid_issuer',
      'billing_hard_limit_reached',
      'billing_not_active',
      'account_deactivated',
      'access_terminated',
      'authentication_error',
      'permission_error',
    ),
  ),
  rejected('model_unavailable', code('model_not_found', 'unknown_model', 'model_not_available')),
  rejected('model_unavailable', code('context_length_exceeded', 'content_policy_violation')),
  rejected('busy', code('rate_limit_exceeded', 'rate_limit_error', 'overloaded_error')),
  rejected('credentials', status(401, 402, 403)),
  // The gateway gave up waiting; the model behind it may have answered.
  rejected('busy', status(408, 502, 504), true),
  rejected('busy', status(409, 425, 429)),
  rejected('busy', between(500, 599)),
  rejected('model_unavailable', between(300, 499)),
  cut('busy', ({ status: given, cause }) => given !== undefined && cause !== undefined),
  cut('model_unavailable', between(200, 299)),
  rejected('model_unavailable', network('REDIRECT')),
  rejected(
    'busy',
    network('ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'),
  ),
  rejected('busy', network('UND_ERR_CONNECT_TIMEOUT')),
  cut('busy', ({ cause }) => cause !== undefined),
];

const errorFor = (verdict: Verdict, facts: FailureFacts): Error =>
  verdict === 'busy'
    ? new ModelBusy(facts.message, facts.retryAfterMs)
    : new NeedsPerson(verdict, facts.message);

const isFromProvider = (error: unknown): boolean =>
  AISDKError.isInstance(error) || connectionCode(error) !== undefined;

/** A defect on our side of the wire would come again with each attempt: a person has to look. */
const ours = (error: unknown): Error =>
  error instanceof Error
    ? new NeedsPerson('failing_run', `The model could not be asked: ${error.message}`)
    : new NeedsPerson('failing_run', 'The model could not be asked, for an unknown reason.');

/**
 * What a failed call comes to. Messages are the provider's, shortened; bodies, headers and the
 * request never get into them.
 */
export const classify = (error: unknown, signal: AbortSignal): ClassifiedFailure => {
  if (signal.aborted) return { outcome: 'cancelled', possiblyBilled: true, error: signal.reason };
  if (error instanceof MalformedAnswer) {
    const person = new NeedsPerson('model_unavailable', error.message);
    return { outcome: 'cut', possiblyBilled: true, error: person };
  }
  if (!isFromProvider(error))
    return { outcome: 'rejected', possiblyBilled: false, error: ours(error) };
  const facts = factsOf(error);
  const rule = RULES.find(({ when }) => when(facts));
  if (rule === undefined) {
    const person = new NeedsPerson('model_unavailable', facts.message);
    return { outcome: 'cut', possiblyBilled: true, error: person };
  }
  const { outcome, possiblyBilled, then } = rule;
  return { outcome, possiblyBilled, error: errorFor(then, facts) };
};
