/** What one model call may take. */
export interface CallLimits {
  /** From the first byte sent to the last received, in ms. */
  readonly timeoutMs: number;
  /** Between two pieces of an answer, in ms. */
  readonly stallMs: number;
  /** Of one answer on the wire, in bytes. */
  readonly answerBytes: number;
}

export const CALL_LIMITS: CallLimits = {
  timeoutMs: 900_000,
  stallMs: 120_000,
  answerBytes: 32 * 1024 ** 2,
};
