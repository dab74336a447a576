import type { Digest } from '../../domain/digest.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { Phase } from '../../domain/phases.ts';

/** Findings that wait for their owner's next run. */
export interface OpenWork {
  readonly persona: PersonaId;
  readonly phase: Phase;
  readonly findings: Digest;
}

export interface Rework {
  readonly from: Phase;
  readonly work: readonly OpenWork[];
}

export interface NoteReworkInput {
  /** The personas that a person named. */
  readonly named: readonly PersonaId[];
  readonly reason: string;
  /** The phase that the execution is in. */
  readonly at: Phase;
  readonly charter: Digest;
}
