import type { Judged } from './judge.ts';
import type { Phase } from '../../src/domain/phases.ts';
import type { Class } from './project.ts';

/** A project as it was, judged alone and, for those that need it, held against itself. */
export interface Original {
  readonly project: string;
  readonly family: string;
  readonly good: boolean;
  readonly judged: Judged;
  /** Of a known-defective one. */
  readonly defect?: string;
  readonly reported?: boolean;
}

/** A degraded project beside its original, judged in the same way. */
export interface Pair {
  readonly operator: string;
  readonly integrity: boolean;
  readonly project: string;
  readonly family: string;
  readonly class: Class;
  readonly gate: Phase;
  /**
   * Why it counts as undetectable though its operator does not: no oracle saw a difference.
   * Absent where it counts as its operator says.
   */
  readonly doubt?: string;
  readonly original: Pick<Judged, 'score' | 'naive'>;
  readonly judged: Judged;
}

/** What could not be judged, and why. */
export interface Missing {
  readonly what: string;
  readonly why: string;
}

export interface Results {
  readonly originals: readonly Original[];
  readonly pairs: readonly Pair[];
  readonly missing: readonly Missing[];
}

/** Whether a pair is in the bars. */
export const isDetectable = (pair: Pair): boolean =>
  pair.class !== 'undetectable' && pair.doubt === undefined;

export const isBelow = ({ judged, original }: Pair): boolean => judged.score < original.score;
