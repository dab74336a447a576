import type { Digest } from '../domain/digest.ts';
import type { NanoUsd } from '../domain/money.ts';
import type { PersonaId, PersonaRef } from '../domain/persona.ts';
import type { Phase } from '../domain/phases.ts';
import type { ExecutionId } from '../domain/session.ts';
import type { Settings } from '../domain/settings.ts';
import type { StartInput } from '../domain/start-input.ts';
import type { JournalEntry } from '../domain/status.ts';
import type { VerdictKind } from '../domain/verdict.ts';
import type { Block } from '../domain/block.ts';
import type { Snapshot } from '../ports/records.ts';

/** What passes between workflow and activities: decisions and references, never bytes. */

/** The execution's row and journal, brought up to date along with whatever else an activity does. */
export interface Report {
  readonly snapshot: Snapshot;
  readonly journal: readonly JournalEntry[];
}

export interface AdmitInput {
  readonly session: string;
  readonly firstRunId: string;
  readonly start: StartInput;
}

/** All that was resolved at admission, stored by digest so that history names it in one line. */
export interface Charter {
  /** Of the requirement's text. */
  readonly requirement: Digest;
  readonly personas: readonly PersonaRef[];
  readonly settings: Settings;
}

export interface Admission {
  readonly executionId: ExecutionId;
  /** The {@link Charter}. */
  readonly charter: Digest;
  /** Of the requirement's text. */
  readonly requirement: Digest;
  readonly personas: readonly PersonaId[];
  readonly model: string;
  readonly maxPhaseIterations: number;
  readonly approvals: readonly Phase[];
  readonly searchAttributes: boolean;
  readonly phaseTimeoutMs: number;
  readonly personaTimeoutMs: number;
  readonly emptyTree: Digest;
  /** Set when the model can't build this requirement: the execution fails with it. */
  readonly refusal?: string;
}

/** Findings that wait for their owner's next run. */
export interface OpenWork {
  readonly persona: PersonaId;
  readonly phase: Phase;
  readonly findings: Digest;
  readonly count: number;
}

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
  readonly model: string;
  /** All models that this execution has used so far. */
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

export interface RunPersonaInput {
  readonly executionId: ExecutionId;
  readonly runId: string;
  readonly persona: PersonaId;
  readonly phase: Phase;
  readonly iteration: number;
  readonly charter: Digest;
  readonly base: Digest;
  /** Of the members that ended before it, in team order. */
  readonly patches: readonly Digest[];
  readonly findings: readonly Digest[];
  /** When given and equal to what it would read now, nothing runs. */
  readonly unlessReads?: Digest;
  readonly model: string;
  /** All models that this execution has used so far. */
  readonly models: readonly string[];
}

export type RunOutcome =
  | {
      readonly kind: 'ended';
      readonly patch: Digest;
      readonly reads: Digest;
      readonly summary: string;
      readonly files: number;
      readonly cost: NanoUsd;
      readonly calls: number;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'held' };

export interface MergeInput {
  readonly base: Digest;
  readonly patches: readonly Digest[];
}

export interface MergeOutcome {
  readonly tree: Digest;
  /** The findings about paths that two members wrote, when there are any. */
  readonly conflicts?: Digest;
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
  /** All models that this execution has used so far. */
  readonly models: readonly string[];
  readonly report: Report;
}

export interface Rework {
  readonly from: Phase;
  readonly work: readonly OpenWork[];
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
  /** Absent when passed, or when nobody is known who could mend it. */
  readonly rework?: Rework;
}

export interface NoteReworkInput {
  /** The personas that a person named. */
  readonly named: readonly PersonaId[];
  readonly reason: string;
  /** The phase that the execution is in. */
  readonly at: Phase;
  readonly charter: Digest;
}

export interface KeepInput {
  readonly executionId: ExecutionId;
  readonly report: Report;
}

export interface HoldInput extends KeepInput {
  readonly held: boolean;
}

/** The activities, as the workflow sees them. */
export interface Activities {
  /** Records everything that decisions depend on. The same workflow gets the same answer id. */
  admit(input: AdmitInput): Promise<Admission>;
  /** The entry gate of a phase, and who has to run. */
  enterPhase(input: EnterInput): Promise<Entry>;
  runPersona(input: RunPersonaInput): Promise<RunOutcome>;
  mergeTeam(input: MergeInput): Promise<MergeOutcome>;
  /** The exit gate of a phase: measures, decides, and plans the rework. */
  judge(input: JudgeInput): Promise<Judged>;
  /**
   * Stores a person's reason as an error finding for each named persona. `from` is the earliest
   * phase with work up to the current one; a persona of later phases gets its work in advance.
   */
  noteRework(input: NoteReworkInput): Promise<Rework>;
  hold(input: HoldInput): Promise<void>;
  keep(input: KeepInput): Promise<void>;
  publish(input: KeepInput): Promise<void>;
}
