import type { Digest } from '../../domain/digest.ts';
import type { NanoUsd } from '../../domain/money.ts';
import type { Phase } from '../../domain/phases.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { Judged } from './gates.ts';
import type { Report } from './report.ts';

/** A judgement that has been made, and the tree that it was made on. */
export interface ConsultInput extends Pick<Judged, 'evidence' | 'warnings' | 'rework'> {
  readonly executionId: ExecutionId;
  readonly phase: Phase;
  /** From 1. */
  readonly iteration: number;
  readonly judgement: number;
  readonly tree: Digest;
  readonly charter: Digest;
  readonly report: Report;
}

/** The same judgement with an opinion beside it, or with why there is none. */
export interface Consulted extends Pick<Judged, 'evidence' | 'warnings' | 'rework'> {
  /** One sentence for people. */
  readonly note: string;
  /** Completed model calls. */
  readonly calls: number;
  /** Of the whole execution so far, by the ledger. */
  readonly spent: NanoUsd;
}
