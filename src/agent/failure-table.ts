/**
 * What each failure of a model call means, as data. The order is the order in which they are looked
 * at: what the body says, then the status, then the connection.
 *
 * Codes are the `code` and `type` of the error in the body, as documented by Anthropic
 * (https://docs.anthropic.com/en/api/errors), OpenAI
 * (https://platform.openai.com/docs/guides/error-codes) and LiteLLM
 * (https://docs.litellm.ai/docs/exception_mapping).
 */

/**
 * - `retry`: Temporal tries again, with back-off or after the time that the provider asked for
 * - `credentials`, `model`: blocked, until a person has mended what the message names
 * - `request`: blocked: the same request would fail again; a long conversation is made shorter first,
 *   since its length may be why (see `compaction/sizes.ts`)
 * - `too_long`: the conversation is made shorter, once; else as `request`
 * - `refused`: as `request`; another model might answer
 */
export type Remedy = 'retry' | 'credentials' | 'model' | 'request' | 'too_long' | 'refused';

export interface FailureRow {
  readonly what: string;
  /** Any one of these is enough. */
  readonly when: readonly FailureSign[];
  readonly then: Remedy;
  /** The request has not left: it costs nothing. An error status costs nothing either. */
  readonly neverSent?: true;
  /** Told with an error status by a gateway, but the request had reached the provider behind it. */
  readonly lostBehind?: true;
  /** What to do; `{key}`, `{url}` and `{model}` stand for the settings and the model asked for. */
  readonly todo: string;
}

/** What a failure is known by; all that is given must fit. */
export interface FailureSign {
  readonly codes?: readonly string[];
  /** In the provider's message. */
  readonly words?: RegExp;
  /** Each a status, or one from … to, both included. */
  readonly statuses?: readonly (number | readonly [number, number])[];
  readonly causes?: readonly string[];
}

/** What is said of failures that pass; nothing is tried again where a model is only checked. */
export const RETRIED = 'It is tried again by itself.';
const OTHER_MODEL = 'resume with {"model":"…"}';
const KEY = 'Set {key} to a key that is valid, then resume.';
const CREDIT = 'Add credit to the account that {key} belongs to, or set another key, then resume.';
const ACCESS = 'Give the key of {key} access to {model}, or set another key or model, then resume.';
const ADDRESS =
  'Redirects are not followed, since the key would go along: set {url} to the address itself, then resume.';
const SAME = `The same request would be refused again: ${OTHER_MODEL}, or rework.`;

const BODY: readonly FailureRow[] = [
  {
    what: 'no credit',
    when: [
      { codes: ['insufficient_quota', 'billing_not_active', 'billing_error'] },
      { words: /credit balance is too low|insufficient (credit|balance|funds)|out of credits/i },
      // OpenAI's words for it, where a gateway drops the code; Google's, with a time, are a rate limit.
      { words: /exceeded your current quota(?![^]*\bretry in\b)/i },
    ],
    then: 'credentials',
    todo: CREDIT,
  },
  {
    what: 'spend cap',
    when: [
      { codes: ['billing_hard_limit_reached', 'budget_exceeded'] },
      { words: /specified API usage limits|billing hard limit|budget has been exceeded/i },
    ],
    then: 'credentials',
    todo: "Raise the provider's own limit of the account that {key} belongs to, then resume.",
  },
  {
    what: 'bad key',
    when: [
      { codes: ['invalid_api_key', 'authentication_error', 'invalid_issuer'] },
      { codes: ['account_deactivated', 'access_terminated'] },
    ],
    then: 'credentials',
    todo: KEY,
  },
  {
    what: 'forbidden',
    when: [
      { codes: ['permission_error', 'unsupported_country_region_territory', 'ip_not_authorized'] },
    ],
    then: 'credentials',
    todo: ACCESS,
  },
  {
    what: 'unknown model',
    when: [
      { codes: ['model_not_found', 'unknown_model', 'model_not_available', 'not_found_error'] },
      { words: /invalid model name passed in/i },
    ],
    then: 'model',
    todo: `Look whether {model} is spelled as the provider spells it, and whether {key} may use it, then ${OTHER_MODEL}.`,
  },
  {
    what: 'larger than the rate limit',
    when: [{ codes: ['rate_limit_exceeded'], words: /request too large/i }],
    then: 'too_long',
    todo: `The request alone is above the limit of the account: raise that limit, or ${OTHER_MODEL}.`,
  },
  {
    what: 'context too long',
    when: [
      { codes: ['context_length_exceeded', 'string_above_max_length', 'request_too_large'] },
      { words: /prompt is too long|maximum context length|context (window|length|size)/i },
      { words: /request_too_large/ },
      { words: /input length and .?max_tokens|too many (input )?tokens/i, statuses: [400] },
    ],
    then: 'too_long',
    todo: `The conversation is longer than {model} can read: ${OTHER_MODEL} that reads more.`,
  },
  {
    what: 'content policy',
    when: [
      { codes: ['content_policy_violation', 'content_filter'] },
      { words: /content filtering policy|content management policy|safety system/i },
    ],
    then: 'refused',
    todo: `The provider does not let {model} read or write this: ${OTHER_MODEL}, or rework with another requirement.`,
  },
  {
    what: 'lost behind a gateway',
    when: [{ words: /litellm\.APIConnectionError|Exception - Connection error\./ }],
    then: 'retry',
    lostBehind: true,
    todo: RETRIED,
  },
  {
    what: 'told to wait',
    when: [
      { codes: ['rate_limit_exceeded', 'rate_limit_error', 'slow_down'] },
      { codes: ['overloaded_error', 'server_is_overloaded', 'engine_overloaded'] },
      { codes: ['server_error', 'api_error', 'timeout_error', 'internal_server_error'] },
    ],
    then: 'retry',
    todo: RETRIED,
  },
];

const STATUS: readonly FailureRow[] = [
  { what: 'bad key', when: [{ statuses: [401] }], then: 'credentials', todo: KEY },
  { what: 'no credit', when: [{ statuses: [402] }], then: 'credentials', todo: CREDIT },
  { what: 'forbidden', when: [{ statuses: [403] }], then: 'credentials', todo: ACCESS },
  {
    what: 'unknown model',
    when: [{ statuses: [404] }],
    then: 'model',
    todo: `Look at the name of {model} and at {url}, then ${OTHER_MODEL}.`,
  },
  {
    what: 'told to wait',
    when: [{ statuses: [408, 409, 425, 429, [500, 599]] }],
    then: 'retry',
    todo: RETRIED,
  },
  {
    what: 'too large',
    when: [{ statuses: [413] }],
    then: 'too_long',
    todo: `The request is larger than the provider takes: ${OTHER_MODEL} that reads more.`,
  },
  { what: 'redirect', when: [{ statuses: [[300, 399]] }], then: 'model', todo: ADDRESS },
  {
    what: 'bad request',
    // In a stream it is told without a status.
    when: [{ statuses: [[400, 499]] }, { codes: ['invalid_request_error'] }],
    then: 'request',
    todo: SAME,
  },
];

const CONNECTION: readonly FailureRow[] = [
  {
    what: 'redirect',
    when: [{ causes: ['REDIRECT'] }],
    then: 'model',
    neverSent: true,
    todo: ADDRESS,
  },
  {
    what: 'no connection',
    when: [
      { causes: ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'] },
      { causes: ['ENOTFOUND', 'EAI_AGAIN'] },
    ],
    then: 'retry',
    neverSent: true,
    todo: `${RETRIED} If it stays so, look at {url}.`,
  },
  {
    what: 'no trust',
    when: [
      { causes: ['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'] },
      { causes: ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'] },
      { causes: ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'] },
    ],
    then: 'model',
    neverSent: true,
    todo: 'Look at {url}, or tell Node of the certificate with NODE_EXTRA_CA_CERTS and restart the worker, then resume.',
  },
  {
    what: 'no stream',
    when: [{ causes: ['NO_STREAM'] }],
    then: 'model',
    todo: 'Look whether {url} leads to the provider and not to a page that asks to sign in, then resume.',
  },
  {
    what: 'too long an answer',
    when: [{ causes: ['TOO_LONG'] }],
    then: 'model',
    todo: `Look whether {url} leads to the provider, or ${OTHER_MODEL}.`,
  },
  {
    what: 'no usage',
    when: [{ causes: ['NO_USAGE'] }],
    then: 'model',
    todo: `Without it the cost is unknown: let the server at {url} tell its usage in streams, or ${OTHER_MODEL}.`,
  },
  {
    what: 'unknown reason to stop',
    when: [{ causes: ['UNKNOWN_FINISH'] }],
    then: 'model',
    todo: `Such an answer can't be relied on: ${OTHER_MODEL}.`,
  },
  {
    what: 'unreadable',
    when: [{ causes: ['UNREADABLE'] }],
    then: 'model',
    todo: `Look whether the server at {url} speaks the protocol of {model}, or ${OTHER_MODEL}.`,
  },
  // STALL, TIMEOUT, ENDED_EARLY, and whatever a connection says of itself: ECONNRESET, EPIPE …
  { what: 'cut', when: [{}], then: 'retry', todo: RETRIED },
];

/** The first row that fits holds; the last fits everything. */
export const FAILURES: readonly FailureRow[] = [...BODY, ...STATUS, ...CONNECTION];
