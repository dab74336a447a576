import type { Digest } from '../../domain/digest.ts';
import type { Phase } from '../../domain/phases.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { Judged, JudgeInput, TestGate } from './gates.ts';
import type { Report } from './report.ts';
import type { Rework } from './rework.ts';

/** How far a phase is: what its gate decides by, beside evidence. */
export interface SurveyedPhase {
  readonly phase: Phase;
  /** 0: as it was imported. */
  readonly iteration: number;
  readonly limit: number;
  readonly earlierRaws: readonly number[];
}

export interface SurveyInput {
  readonly executionId: ExecutionId;
  /** All phases, in their order. */
  readonly phases: readonly SurveyedPhase[];
  /** The number of the first phase's judgement; the others follow. */
  readonly judgement: number;
  readonly tree: Digest;
  /** What merges since the last survey found. */
  readonly conflicts: readonly Digest[];
  /** What tests are held against; absent where the imported ones could not be believed. */
  readonly baseline?: Digest;
  readonly charter: Digest;
  readonly turns: JudgeInput['turns'];
  readonly models: readonly string[];
  /** Judgements that counted tests, the last of them. */
  readonly testGates?: readonly TestGate[];
  readonly report: Report;
}

export interface Surveyed {
  /** In the order of the input. */
  readonly gates: readonly (Pick<SurveyedPhase, 'phase'> & Omit<Judged, 'rework'>)[];
  /** Whether the tests of the tree ran and can be believed, so that they can be held on to. */
  readonly testsRan: boolean;
  /** Whether anything is known of the project beside that it has files. */
  readonly known: boolean;
  /** Absent when all passed, or when nobody is known who could mend it. */
  readonly rework?: Rework;
}
