import { parsed, refused } from './brand.ts';
import type { Brand, Parsed } from './brand.ts';
import type { Contract } from './contract.ts';
import type { Digest } from './digest.ts';
import type { Phase } from './phases.ts';

/** `backend_developer`: lower-case letters, digits and underscores, at most 64. */
export type PersonaId = Brand<string, 'PersonaId'>;

const PERSONA = /^[a-z][a-z0-9_]{0,63}$/;

export const parsePersonaId = (value: unknown): Parsed<PersonaId> =>
  typeof value === 'string' && PERSONA.test(value)
    ? parsed(value as PersonaId)
    : refused(
        'A persona id is 1 to 64 lower-case letters, digits or "_", and starts with a letter.',
      );

/** What a persona does in one phase. */
export interface Assignment {
  readonly phase: Phase;
  /** A required persona always runs; an optional one when relevant, or when a finding names it. */
  readonly required: boolean;
  /** Personas of the same phase that must have ended before. */
  readonly dependsOn: readonly PersonaId[];
  /** Globs of what it is given to read. When something there changes, the persona runs again. */
  readonly reads: readonly string[];
  /** The task, as told to the model. */
  readonly task: string;
  readonly contract: Contract;
}

/** A role, defined by one JSON file and nothing else. */
export interface Persona {
  readonly id: PersonaId;
  readonly name: string;
  readonly role: string;
  /** What this persona is and how it works, as told to the model. */
  readonly prompt: string;
  /** Lower-case words and phrases that make it relevant to a requirement. */
  readonly keywords: readonly string[];
  /** 1 (first) to 10 (last). */
  readonly priority: number;
  /** Globs of the paths that it may write. */
  readonly owns: readonly string[];
  readonly assignments: readonly Assignment[];
}

/** What an execution's history keeps of a persona. */
export interface PersonaRef {
  readonly id: PersonaId;
  /** Of the canonical persona file, in the object store. */
  readonly digest: Digest;
  readonly name: string;
  readonly priority: number;
  /** 0 to 1. */
  readonly relevance: number;
  readonly assignments: readonly {
    readonly phase: Phase;
    readonly required: boolean;
    readonly dependsOn: readonly PersonaId[];
  }[];
}
