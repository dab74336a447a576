/** What each fault comes to, by protocol where they differ: the table of failures, seen from outside. */

/** Of the model server: its name for the fault. */
export interface Expected {
  readonly fault: string;
  /** `busy`: Temporal tries again; else what the execution is blocked with. */
  readonly kind: 'busy' | 'credentials' | 'model_unavailable';
  /** What the ledger is told, and whether the call counts at its bound. */
  readonly outcome: 'rejected' | 'cut';
  /** A word of what a person is told to do. */
  readonly says: RegExp;
}

const expected = (
  fault: string,
  kind: Expected['kind'],
  outcome: Expected['outcome'],
  says: RegExp,
): Expected => ({ fault, kind, outcome, says });

const AGAIN = /tried again by itself/;

/** The kinds of fault of which many in a row are tried by `npm run test:faults`. */
export const KINDS: readonly Expected[] = [
  expected('request timeout', 'busy', 'rejected', AGAIN),
  expected('rate limit, seconds', 'busy', 'rejected', AGAIN),
  expected('server error', 'busy', 'rejected', AGAIN),
  expected('overloaded', 'busy', 'rejected', AGAIN),
  expected('no credit', 'credentials', 'rejected', /Add credit .* THE_KEY/),
  expected('bad key', 'credentials', 'rejected', /Set THE_KEY/),
  expected('unknown model', 'model_unavailable', 'rejected', /spelled as the provider spells it/),
  expected('context too long', 'model_unavailable', 'rejected', /longer than .* can read/),
  expected('reset before headers', 'busy', 'cut', AGAIN),
  expected('reset after headers', 'busy', 'cut', AGAIN),
  expected('cut', 'busy', 'cut', AGAIN),
  expected('overloaded in the stream', 'busy', 'cut', AGAIN),
  expected('html', 'model_unavailable', 'cut', /THE_URL leads to the provider/),
  expected('empty', 'busy', 'cut', AGAIN),
  expected('stall', 'busy', 'cut', AGAIN),
  expected('redirect', 'model_unavailable', 'rejected', /set THE_URL to the address itself/),
];

/** The rest of the table. */
export const OTHERS: readonly Expected[] = [
  expected('rate limit, ms', 'busy', 'rejected', AGAIN),
  expected('rate limit, date', 'busy', 'rejected', AGAIN),
  expected('conflict', 'busy', 'rejected', AGAIN),
  expected('too early', 'busy', 'rejected', AGAIN),
  expected('unavailable', 'busy', 'rejected', AGAIN),
  expected('gateway timeout', 'busy', 'rejected', AGAIN),
  expected('forbidden', 'credentials', 'rejected', /Give the key of THE_KEY access/),
  expected('spend cap', 'credentials', 'rejected', /Raise the provider's own limit/),
  expected('bad request', 'model_unavailable', 'rejected', /would be refused again/),
  expected('too large', 'model_unavailable', 'rejected', /resume with \{"model":"…"\}/),
  expected('content policy', 'model_unavailable', 'rejected', /does not let .* read or write/),
  expected('cut without a reset', 'busy', 'cut', AGAIN),
  expected('overloaded at once', 'busy', 'cut', AGAIN),
  expected('no credit in the stream', 'credentials', 'cut', /Add credit/),
  expected('json, no stream', 'model_unavailable', 'cut', /THE_URL leads to the provider/),
  expected('no usage', 'model_unavailable', 'cut', /resume with \{"model":"…"\}/),
  expected('half a usage', 'model_unavailable', 'cut', /resume with \{"model":"…"\}/),
  expected('empty usage', 'model_unavailable', 'cut', /resume with \{"model":"…"\}/),
  expected('hang', 'busy', 'cut', AGAIN),
];
