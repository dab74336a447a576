import type { CallUsage } from '../ports/ledger.ts';

/**
 * Why something that came back can be no answer: the stream ended early, it told no usage, or it
 * ended for a reason that nobody knows.
 */
type AnswerFailureCode = 'ENDED_EARLY' | 'NO_USAGE' | 'UNKNOWN_FINISH';

/** Something came back with a good status, but it can be no answer. */
export class AnswerFailure extends Error {
  override readonly name = 'AnswerFailure';
  readonly code: AnswerFailureCode;
  /** What it used, if that was told: then its cost is known. */
  readonly usage: CallUsage | undefined;

  constructor(code: AnswerFailureCode, message: string, usage?: CallUsage) {
    super(message);
    this.code = code;
    this.usage = usage;
  }
}

/** The provider told of an error in the middle of its answer. */
export class StreamFailure extends Error {
  override readonly name = 'StreamFailure';
  /** The error as it came. */
  readonly told: unknown;

  constructor(told: unknown) {
    super('The provider told of an error in the middle of its answer.');
    this.told = told;
  }
}
