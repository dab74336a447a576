import type { Assessment } from '../domain/assessment.ts';
import type { Budget } from '../domain/budget.ts';
import type { Digest } from '../domain/digest.ts';
import type { DimensionScores } from '../domain/dimensions.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { NanoUsd } from '../domain/money.ts';
import type { PersonaId } from '../domain/persona.ts';
import type { Phase } from '../domain/phases.ts';
import type { Prediction } from '../domain/prediction.ts';
import type { Recommendation } from '../domain/recommendations.ts';
import type { ExecutionId, SessionId } from '../domain/session.ts';
import type { TeamKind } from '../domain/single-team.ts';
import type { TestFigures } from '../domain/test-history.ts';
import type { Spending } from '../domain/spending.ts';
import type { JournalEntry, PhaseView, Status } from '../domain/status.ts';

/** The queryable projection of executions. Every write may come twice and must then change nothing. */
export interface Records {
  /** Mints the execution id; a second call for the same workflow answers the first one's id. */
  admit(execution: AdmittedExecution): Promise<ExecutionId>;
  /**
   * Keeps a snapshot; one with a lower `revision` than the kept one changes nothing. With one that
   * has ended, calls under way become `lost` at their bound, and whoever made them is fenced off.
   */
  save(executionId: ExecutionId, snapshot: Snapshot): Promise<void>;
  saveGate(executionId: ExecutionId, gate: GateRecord): Promise<void>;
  /** Puts an opinion beside a judgement that is kept; its verdict and scores stay. */
  saveOpinion(executionId: ExecutionId, opinion: OpinionRecord): Promise<void>;
  appendJournal(executionId: ExecutionId, entries: readonly JournalEntry[]): Promise<void>;
  /** While held, the ledger begins no model call of this execution. */
  hold(executionId: ExecutionId, held: boolean): Promise<void>;
  /**
   * Runs between two attempts: the last one has given its place back, and the next is not due yet,
   * see `Ledger.wait`. With calls held, one that begins all the same makes no call.
   */
  parked(executionId: ExecutionId): Promise<readonly string[]>;
  /** From when this returns, the ledger begins only calls that fit into this budget. */
  setBudget(executionId: ExecutionId, budget: Budget): Promise<void>;
  /** Of the whole execution: sum of ledger rows, and completed calls. */
  spent(executionId: ExecutionId): Promise<Spent>;
}

export interface AdmittedExecution {
  readonly session: SessionId;
  /** Temporal's first run id: with the session, the identity over continue-as-new. */
  readonly firstRunId: string;
  readonly requirement: Digest;
  /** The first 200 characters, for lists. */
  readonly excerpt: string;
  readonly model: string;
  /** No limit when absent. */
  readonly budget?: Budget;
  /** A team of personas when absent. */
  readonly team?: TeamKind;
}

export interface Snapshot {
  /** Counts up with every change that the workflow makes. */
  readonly revision: number;
  readonly status: Status;
  readonly phase: Phase;
  /** The last exit gate's score, 0 to 1. */
  readonly quality?: number;
  readonly tree?: Digest;
  readonly phases: readonly PhaseView[];
  /** What it waits for or why it failed. */
  readonly note?: string;
}

export interface GateRecord {
  readonly phase: Phase;
  /** The n-th judgement in the whole execution, from 1. */
  readonly judgement: number;
  readonly iteration: number;
  readonly kind: 'entry' | 'exit';
  readonly verdict: string;
  readonly score?: number;
  readonly raw?: number;
  readonly threshold?: number;
  readonly tree: Digest;
  /** The evidence document, see {@link Evidence}. */
  readonly evidence: Digest;
  readonly errors: number;
  readonly warnings: number;
}

/** Of the exit gate with this judgement: its evidence with an opinion, and all of its warnings. */
export type OpinionRecord = Pick<GateRecord, 'judgement' | 'evidence' | 'warnings'>;

export interface Spent {
  readonly cost: NanoUsd;
  /** Completed model calls. */
  readonly calls: number;
}

/** Reading side, for `list`, `status`, `logs` and the client. */
export interface RecordsReader {
  list(filter: ListFilter): Promise<readonly ExecutionRow[]>;
  find(session: SessionId): Promise<ExecutionRow | undefined>;
  gates(executionId: ExecutionId): Promise<readonly (GateRecord & { readonly at: Date })[]>;
  runs(executionId: ExecutionId, persona?: PersonaId): Promise<readonly RunRow[]>;
  journal(executionId: ExecutionId): Promise<readonly JournalEntry[]>;
  spending(executionId: ExecutionId): Promise<Spending | undefined>;
  /** Calls whose bytes are still in the ledger, because their run has not ended; by step and try. */
  openCalls(executionId: ExecutionId, runId: string): Promise<readonly OpenCallRow[]>;
}

export interface ListFilter {
  readonly status?: Status;
  readonly phase?: Phase;
  /** 1 to 1000, default 50; newest first. */
  readonly limit?: number;
}

export interface ExecutionRow extends Snapshot {
  readonly executionId: ExecutionId;
  readonly session: SessionId;
  readonly requirement: Digest;
  readonly excerpt: string;
  readonly model: string;
  /** A team of personas when absent. */
  readonly team?: TeamKind;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly endedAt?: Date;
  readonly cost: NanoUsd;
  readonly calls: number;
  readonly spending: Spending;
}

export interface RunRow {
  readonly runId: string;
  readonly persona: PersonaId;
  readonly phase: Phase;
  readonly iteration: number;
  readonly state: 'open' | 'ended';
  /** Attempts so far: the last fencing number. */
  readonly attempts: number;
  readonly steps: number;
  readonly cost: NanoUsd;
  readonly startedAt: Date;
  readonly endedAt?: Date;
  readonly transcript?: Digest;
  readonly patch?: Digest;
  readonly summary?: string;
}

export interface OpenCallRow {
  readonly step: number;
  readonly attempt: number;
  readonly outcome: 'pending' | 'complete' | 'rejected' | 'cut' | 'cancelled' | 'lost';
  readonly messages: Uint8Array;
  readonly content?: Uint8Array;
  readonly message?: string;
}

/** What the evidence document of a gate holds. */
export interface EvidenceDocument {
  readonly phase: Phase;
  readonly evidence: readonly Evidence[];
  /** Of an exit gate; absent from documents before dimensions were scored, like what follows. */
  readonly dimensions?: DimensionScores;
  readonly recommendations?: readonly Recommendation[];
  /** What became of the tests since the judgement before. */
  readonly tests?: TestFigures;
  /** Opinions, each with its method; the gate decided without them, or says so in its reason. */
  readonly prediction?: Prediction;
  readonly assessment?: Assessment;
}
