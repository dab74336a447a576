import type { Status } from './status.ts';

/** The answer of an update that was accepted; one that is refused throws with an exact message. */
export interface Acknowledgement {
  readonly status: Status;
  /** What happens next, one sentence. */
  readonly message: string;
}
