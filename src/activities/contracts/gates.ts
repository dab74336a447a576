import type { Block } from '../../domain/block.ts';
import type { Digest } from '../../domain/digest.ts';
import type { DimensionFigures } from '../../domain/dimensions.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { Phase } from '../../domain/phases.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { TestFigures } from '../../domain/test-history.ts';
import type { VerdictKind } from '../../domain/verdict.ts';
import type { Report } from './report.ts';
import type { Rework } from './rework.ts';

/** What a persona read when it last ran in a phase. */
export interface LastRead {
  readonly persona: PersonaId;
  readonly reads: Digest;
}

export interface EnterInput {
  readonly executionId: ExecutionId;
  readonly phase: Phase;
  readonly iteration: number;
  readonly tree: Digest;
  /** One model or a list, of the execution as a whole. */
  readonly model: string;
  /** A person gave it for all, whatever phases and personas have. */
  readonly modelForAll?: true;
  /** All models that may have written or may write for this execution. */
  readonly models: readonly string[];
  readonly charter: Digest;
  readonly named: readonly PersonaId[];
  /** Personas with open findings in this phase: they run whatever they read. */
  readonly due: readonly PersonaId[];
  readonly lastReads: readonly LastRead[];
  /** A person accepted the tree of the phase before, so missing inputs do not close the gate. */
  readonly accepted: boolean;
  readonly judgement: number;
  readonly report: Report;
}

export interface PlannedMember {
  readonly id: PersonaId;
  readonly name: string;
  readonly dependsOn: readonly PersonaId[];
  readonly why: string;
  /** `skip`: nothing that it reads has changed; `check`: that depends on what runs before it. */
  readonly need: 'run' | 'check' | 'skip';
}

export type Entry =
  | { readonly kind: 'open'; readonly team: readonly PlannedMember[] }
  | { readonly kind: 'closed'; readonly block: Block };

/** A judgement that ran the product's tests. */
export interface TestGate {
  readonly phase: Phase;
  readonly iteration: number;
  readonly evidence: Digest;
}

export interface JudgeInput {
  readonly executionId: ExecutionId;
  readonly phase: Phase;
  readonly iteration: number;
  readonly limit: number;
  readonly judgement: number;
  readonly tree: Digest;
  readonly conflicts?: Digest;
  readonly earlierRaws: readonly number[];
  readonly charter: Digest;
  /** Everybody who had a turn so far, with the phase of the turn. */
  readonly turns: readonly { readonly persona: PersonaId; readonly phase: Phase }[];
  /** All models that may have written or may write for this execution. */
  readonly models: readonly string[];
  /** Judgements that ran the tests, in order, the last of them: what they were decided by. */
  readonly testGates?: readonly TestGate[];
  /** The last tree that was accepted; absent before there was one. */
  readonly baseline?: Digest;
  /** The best attempt of this phase that did not pass; absent where there is none. */
  readonly attempt?: Digest;
  readonly report: Report;
}

export interface Judged {
  readonly verdict: VerdictKind;
  readonly reason: string;
  readonly score: number;
  readonly raw: number;
  readonly threshold: number;
  readonly errors: number;
  readonly warnings: number;
  readonly evidence: Digest;
  /** Absent from judgements before dimensions were scored, like what follows. */
  readonly dimensions?: DimensionFigures;
  /** Absent where no test was counted. */
  readonly tests?: TestFigures;
  /** Brief: the whole ones are in the evidence document. */
  readonly recommendations?: readonly string[];
  /** Absent when passed, or when nobody is known who could mend it. */
  readonly rework?: Rework;
}
