import type { Severity } from './contract.ts';
import type { PersonaId } from './persona.ts';
import type { TreePath } from './tree.ts';

/** One thing wrong with a tree. */
export interface Finding {
  readonly severity: Severity;
  /** `contract.required_files`, `tests.failed`, `person.rework` … */
  readonly rule: string;
  readonly path?: TreePath;
  readonly expected?: string;
  readonly actual?: string;
  /** What was wrong, where, and what would mend it, in one or two sentences. */
  readonly message: string;
  /** Who produced the file at fault; for something missing, the persona that the rule names. */
  readonly owner: PersonaId;
  /** In a rework plan: the command that found it and its exit code. */
  readonly foundBy?: string;
}

/** Findings as they are stored, by digest. */
export interface FindingsDocument {
  readonly findings: readonly Finding[];
}

export const isError = (finding: Finding): boolean => finding.severity === 'error';

/** A breach of a contract: these multiply the score, see `score.ts`. */
export const isContractError = (finding: Finding): boolean =>
  isError(finding) && finding.rule.startsWith('contract.');
