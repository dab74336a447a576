import type { Budget } from '../../domain/budget.ts';
import type { NanoUsd } from '../../domain/money.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { JournalEntry } from '../../domain/status.ts';
import type { Snapshot } from '../../ports/records.ts';

/** The execution's row and journal, brought up to date along with whatever else an activity does. */
export interface Report {
  readonly snapshot: Snapshot;
  readonly journal: readonly JournalEntry[];
}

export interface KeepInput {
  readonly executionId: ExecutionId;
  readonly report: Report;
}

export interface HoldInput extends KeepInput {
  readonly held: boolean;
}

export interface SetBudgetInput extends KeepInput {
  readonly budget: Budget;
}

/** Runs that have given their place back until they come again by themselves. */
export interface Parked {
  /** Absent from older histories. */
  readonly parked?: readonly string[];
}

export interface BudgetSet extends Parked {
  /** Of the whole execution so far, by the ledger. */
  readonly spent: NanoUsd;
}
