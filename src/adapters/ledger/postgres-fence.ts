import { Fenced } from '../../ports/ledger.ts';
import type { Fence } from '../../ports/ledger.ts';

/** What the ledger's functions answer when they changed nothing because of the fence. */
export type FenceState = 'fenced' | 'ended' | 'unknown';

const REASONS: Readonly<Record<FenceState, string>> = {
  fenced: 'was superseded by a later one',
  ended: 'has nothing to write: the run has ended',
  unknown: 'was never opened in this database',
};

export const isFenceState = (state: string): state is FenceState => Object.hasOwn(REASONS, state);

export const fencedBy = (fence: Fence, state: FenceState): Fenced =>
  new Fenced(fence, REASONS[state]);
