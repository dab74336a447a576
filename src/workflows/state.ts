import type { Admission } from '../activities/contracts/admission.ts';
import type { PlannedMember, TestGate } from '../activities/contracts/gates.ts';
import type { OpenWork, Rework } from '../activities/contracts/rework.ts';
import type { Block } from '../domain/block.ts';
import type { Budget } from '../domain/budget.ts';
import type { Digest } from '../domain/digest.ts';
import type { DimensionFigures } from '../domain/dimensions.ts';
import type { Message } from '../domain/messages.ts';
import { NO_COST } from '../domain/money.ts';
import type { NanoUsd } from '../domain/money.ts';
import { FIRST_PHASE, PHASES } from '../domain/phases.ts';
import type { PersonaId } from '../domain/persona.ts';
import type { Phase } from '../domain/phases.ts';
import type { JournalEntry, PhaseView, RunView, Status } from '../domain/status.ts';
import type { TestFigures } from '../domain/test-history.ts';
import type { VerdictKind } from '../domain/verdict.ts';

/** The best failing attempt of a phase since it last passed. */
export interface BestAttempt {
  readonly raw: number;
  readonly tree: Digest;
  readonly rework?: Rework;
}

/** What a phase went through; plain data, so that it survives continue-as-new. */
export interface PhaseProgress {
  state: PhaseView['state'];
  iteration: number;
  limit: number;
  earlierRaws: number[];
  best?: BestAttempt;
  /** Working time used, in ms. */
  workedMs: number;
  score?: number;
  threshold?: number;
  verdict?: VerdictKind;
  reason?: string;
  dimensions?: DimensionFigures;
  tests?: TestFigures;
  recommendations?: readonly string[];
  acceptedBy?: string;
  /** Who was in the team the last time. */
  roster: PersonaId[];
  /** The tree that a person approved after this phase. */
  approved?: Digest;
}

/** How far the mending of an imported project is. */
interface Mending {
  /** Surveys so far: the first is of the project as it was imported. */
  surveys: number;
  /** The tree that was surveyed last; absent when somebody has worked since. */
  judged?: Digest;
  /** Tests are held against the imported ones, where these could be believed. */
  holdsTests: boolean;
  /** What merges since the last survey found. */
  conflicts: Digest[];
}

/** A member's turn in the phase that is being worked on. */
export interface Turn {
  readonly member: PlannedMember;
  runId: string;
  readonly findings: readonly Digest[];
  state: 'waiting' | 'running' | 'done';
  patch?: Digest;
}

/** A person's request for rework that has not been applied yet. */
export type ReworkRequest = Pick<Extract<Message, { name: 'rework' }>, 'personas' | 'reason'>;

/** All that an execution knows. One object, changed in one place, and JSON all through. */
export interface ExecutionState {
  /** ms since the epoch, workflow time. */
  readonly startedAt: number;
  revision: number;
  status: Status;
  admission?: Admission;
  model: string;
  /** A person resumed with it: it holds for all phases and personas. */
  modelForAll?: true;
  /** All models that may have written: one that is not trusted decides where the product may run. */
  models: string[];
  phase: Phase;
  tree?: Digest;
  /** What passed an exit gate last, or a person accepted: what later trees are held against. */
  accepted?: Digest;
  phases: Record<Phase, PhaseProgress>;
  /** The team at work and the tree that it started from. */
  team?: { readonly base: Digest; readonly turns: Turn[] };
  /** What the last merge found, for the exit gate. */
  conflicts?: Digest;
  /** Only of an execution that mends a project. */
  mending?: Mending;
  work: OpenWork[];
  /** By `persona.phase`: how often it ran, and what it read the last time. */
  runCounts: Record<string, number>;
  lastReads: Record<string, Digest>;
  judgements: number;
  /** Judgements that ran the tests, the last few; absent in states from before they were kept. */
  testGates?: readonly TestGate[];
  /** Every gate has passed or was accepted. */
  finished: boolean;
  /** What a person asked for and the main loop has not acted on yet. */
  inbox: Message[];
  reworks: ReworkRequest[];
  /** The most that may be spent; absent where nobody set any. */
  budget?: Budget;
  /** Shares of it, in percent, that a person was warned of. */
  warned?: readonly number[];
  pause?: { readonly now: boolean };
  block?: Block;
  awaiting?: { readonly digest: Digest; readonly phase: Phase };
  running: RunView[];
  costNanoUsd: NanoUsd;
  calls: number;
  journal: JournalEntry[];
  journalSeq: number;
  /** Entries up to this one are in Postgres. */
  journalKept: number;
  failure?: string;
}

const freshPhase = (): PhaseProgress => ({
  state: 'waiting',
  iteration: 0,
  limit: 0,
  earlierRaws: [],
  workedMs: 0,
  roster: [],
});

export const freshState = (now: number): ExecutionState => ({
  startedAt: now,
  revision: 0,
  status: 'running',
  model: '',
  models: [],
  phase: FIRST_PHASE,
  phases: Object.fromEntries(PHASES.map((phase) => [phase, freshPhase()])) as Record<
    Phase,
    PhaseProgress
  >,
  work: [],
  runCounts: {},
  lastReads: {},
  judgements: 0,
  finished: false,
  inbox: [],
  reworks: [],
  running: [],
  costNanoUsd: NO_COST,
  calls: 0,
  journal: [],
  journalSeq: 0,
  journalKept: 0,
});

/** The admission; every step after it may rely on it. */
export const admitted = (state: ExecutionState): Admission => {
  if (state.admission === undefined) throw new Error('The execution has not been admitted yet.');
  return state.admission;
};

/** How far an imported project is; what mends one may rely on it. */
export const mendingOf = (state: ExecutionState): Mending => {
  if (state.mending === undefined) throw new Error('There is no imported project.');
  return state.mending;
};

/** Who a request for rework means that names nobody: whoever is at work in this phase. */
export const teamAtWork = (state: ExecutionState): readonly PersonaId[] => {
  const { team, personas } = admitted(state);
  // One that works alone has its only turn in the first phase.
  return team === 'single' ? personas : state.phases[state.phase].roster;
};

export const treeOf = (state: ExecutionState): Digest => state.tree ?? admitted(state).emptyTree;

/** Entries that a state keeps; all of them are in Postgres. */
export const JOURNAL_MAX = 100;
const TEXT_MAX = 500;

export const note = (state: ExecutionState, text: string): void => {
  state.journalSeq += 1;
  state.journal.push({ seq: state.journalSeq, at: Date.now(), text: text.slice(0, TEXT_MAX) });
  // Unkept entries may go beyond the hundred, but a flood of messages must not grow without bound.
  const kept = state.journal.filter(({ seq }) => seq > state.journalKept).length;
  const room = Math.max(JOURNAL_MAX, Math.min(kept, 10 * JOURNAL_MAX));
  state.journal.splice(0, Math.max(0, state.journal.length - room));
};
