import type { Budget } from '../../domain/budget.ts';
import type { Digest } from '../../domain/digest.ts';
import type { ModelChoices } from '../../domain/model-choice.ts';
import type { PersonaId, PersonaRef } from '../../domain/persona.ts';
import type { Phase } from '../../domain/phases.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { Settings } from '../../domain/settings.ts';
import type { TeamKind } from '../../domain/single-team.ts';
import type { StartInput } from '../../domain/start-input.ts';

export interface AdmitInput {
  readonly session: string;
  readonly firstRunId: string;
  readonly start: StartInput;
}

/** A project that nobody of the team wrote. */
export interface Imported {
  readonly tree: Digest;
  /** Whose contracts it is held to, and in which phase. */
  readonly held: readonly { readonly persona: PersonaId; readonly phase: Phase }[];
}

/** All that was resolved at admission, stored by digest so that history names it in one line. */
export interface Charter {
  /** Of the requirement's text. */
  readonly requirement: Digest;
  readonly personas: readonly PersonaRef[];
  readonly settings: Settings;
  readonly imported?: Imported;
  /** Of one persona alone: the team whose work it does, and whose contracts hold for it. */
  readonly asked?: readonly PersonaRef[];
}

export interface Admission {
  readonly executionId: ExecutionId;
  /** The {@link Charter}. */
  readonly charter: Digest;
  /** Of the requirement's text. */
  readonly requirement: Digest;
  readonly personas: readonly PersonaId[];
  /** Absent for a team of personas. */
  readonly team?: TeamKind;
  readonly model: string;
  /** Every model that may be asked, of all lists; absent in admissions before there were lists. */
  readonly models?: readonly string[];
  /** Models of phases and personas; absent where there are none, and in earlier admissions. */
  readonly choices?: ModelChoices;
  /** Who is asked for an opinion at each exit gate; absent where nobody is, and in earlier admissions. */
  readonly judge?: string;
  /** Absent in admissions before there were budgets. */
  readonly budget?: Budget;
  readonly maxPhaseIterations: number;
  readonly approvals: readonly Phase[];
  readonly searchAttributes: boolean;
  readonly phaseTimeoutMs: number;
  readonly personaTimeoutMs: number;
  readonly emptyTree: Digest;
  /** Only of an execution that mends a project. */
  readonly imported?: Imported;
  /** Set when the model can't build this requirement: the execution fails with it. */
  readonly refusal?: string;
}
