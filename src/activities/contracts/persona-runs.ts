import type { Digest } from '../../domain/digest.ts';
import type { NanoUsd } from '../../domain/money.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { Phase } from '../../domain/phases.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { TreePath } from '../../domain/tree.ts';

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
  /** One model or a list, of the execution as a whole. */
  readonly model: string;
  /** A person gave it for all, whatever phases and personas have. */
  readonly modelForAll?: true;
  /** All models that may have written or may write for this execution. */
  readonly models: readonly string[];
}

export type RunOutcome =
  | {
      readonly kind: 'ended';
      readonly patch: Digest;
      readonly reads: Digest;
      readonly summary: string;
      readonly files: number;
      /** Of these, what it took out: the first few by name. Absent where that is nothing. */
      readonly removed?: { readonly paths: readonly TreePath[]; readonly more: number };
      readonly cost: NanoUsd;
      readonly calls: number;
      /** Of the whole execution so far, by the ledger. */
      readonly spent?: NanoUsd;
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
