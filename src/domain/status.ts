import type { Block } from './block.ts';
import type { Digest } from './digest.ts';
import type { DimensionFigures } from './dimensions.ts';
import type { ModelChoices } from './model-choice.ts';
import type { NanoUsd } from './money.ts';
import type { PersonaId } from './persona.ts';
import type { Phase } from './phases.ts';
import type { ExecutionId } from './session.ts';
import type { TeamKind } from './single-team.ts';
import type { TestFigures } from './test-history.ts';
import type { VerdictKind } from './verdict.ts';

export const STATUSES = [
  'running',
  'pausing',
  'paused',
  'awaiting_approval',
  'blocked',
  'completed',
  'failed',
  'cancelled',
] as const;

export type Status = (typeof STATUSES)[number];

const ENDED: readonly Status[] = ['completed', 'failed', 'cancelled'];

/** Whether nothing changes any more; every other status is of an execution that is open. */
export const hasEnded = (status: Status): boolean => ENDED.includes(status);

/** What a phase went through so far. */
export interface PhaseView {
  readonly phase: Phase;
  readonly state: 'waiting' | 'running' | 'passed' | 'accepted' | 'failing';
  /** The n-th attempt, from 1; 0 before the first. */
  readonly iteration: number;
  readonly limit: number;
  /** Of the last exit gate, 0 to 1. */
  readonly score?: number;
  readonly threshold?: number;
  readonly verdict?: VerdictKind;
  readonly reason?: string;
  /** What the last exit gate measured; a dimension that is not there is unknown. */
  readonly dimensions?: DimensionFigures;
  /** What became of the tests since the judgement before; absent where none were run. */
  readonly tests?: TestFigures;
  /** What would mend most of what it found, worst first. */
  readonly recommendations?: readonly string[];
  /** Name of the person who accepted a tree that the gate did not pass. */
  readonly acceptedBy?: string;
}

export interface RunView {
  readonly persona: PersonaId;
  readonly phase: Phase;
  readonly runId: string;
  /** ms since the epoch, workflow time. */
  readonly since: number;
}

export interface JournalEntry {
  /** From 1, without gaps, over the whole execution. */
  readonly seq: number;
  /** ms since the epoch, workflow time. */
  readonly at: number;
  readonly text: string;
}

/** The answer to the query `status`. Stable: fields are added, never renamed. */
export interface ExecutionView {
  readonly session: string;
  readonly executionId?: ExecutionId;
  /** Of the requirement's text, once admitted. */
  readonly requirement?: Digest;
  readonly status: Status;
  readonly phase: Phase;
  readonly phases: readonly PhaseView[];
  readonly running: readonly RunView[];
  readonly block?: Block;
  /** The product so far. */
  readonly tree?: Digest;
  /** The tree that waits for a decision (approval, or acceptance of a blocked one). */
  readonly awaiting?: { readonly digest: Digest; readonly phase: Phase };
  readonly model?: string;
  /** One persona alone; absent for a team of personas. */
  readonly team?: TeamKind;
  /** Models of phases and personas, where they are others than `model`. */
  readonly models?: ModelChoices;
  /** The most that it may spend; absent without a budget. */
  readonly budgetNanoUsd?: NanoUsd;
  readonly costNanoUsd: NanoUsd;
  readonly calls: number;
  /** ms of workflow time since the start. */
  readonly elapsedMs: number;
  /** The last hundred. */
  readonly journal: readonly JournalEntry[];
  /** Why it failed. */
  readonly failure?: string;
}

/** What `sdlcExecution` returns when it has completed; otherwise it throws. */
export interface ExecutionResult {
  readonly executionId: ExecutionId;
  readonly status: 'completed';
  readonly tree: Digest;
  readonly phases: readonly PhaseView[];
  readonly costNanoUsd: NanoUsd;
  readonly calls: number;
}
