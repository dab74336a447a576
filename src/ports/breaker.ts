/** What a call showed of its provider: that it answers, that it is down, or neither. */
export type Standing = 'up' | 'down' | 'unknown';

export interface Shown<T> {
  readonly standing: Standing;
  readonly value: T;
}

/**
 * A circuit breaker, for one model of one provider in this process. After some failures in a row it
 * opens: nobody asks. When its time is over one call is let through as a probe; what that shows
 * closes it or opens it again.
 */
export interface Breaker {
  /** ms until the model may be asked again; 0 when it may be asked now. */
  waitMs(): number;
  /** Makes the call and learns from it, or answers `undefined` at once when it is open. */
  run<T>(call: () => Promise<Shown<T>>): Promise<T> | undefined;
}
