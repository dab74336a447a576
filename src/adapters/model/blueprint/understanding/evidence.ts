import type { Attribute } from './types.ts';

/** The rules that find entities, strongest first; `score.ts` says what each is worth. */
export type Rule =
  | 'schema'
  | 'rest'
  | 'table'
  | 'attribute list'
  | 'entity list'
  | 'attributes in prose'
  | 'system with'
  | 'record verb'
  | 'act verb'
  | 'look verb'
  | 'other verb'
  | 'target'
  | 'subject'
  | 'passive'
  | 'management'
  | 'contains'
  | 'each'
  | 'possessive'
  | 'plain list'
  | 'brief'
  | 'plural'
  | 'mention';

/** One place in the text that speaks for an entity. */
export interface Evidence {
  /** As `entityName` gives it. */
  readonly entity: string;
  readonly rule: Rule;
  readonly attributes?: readonly Attribute[];
}

/** A tie that the text states between two names, of which neither need be an entity. */
export interface Tie {
  readonly from: string;
  readonly kind: 'belongsTo' | 'hasMany';
  readonly to: string;
}

/** What a rule family found. */
export interface Findings {
  readonly evidence: readonly Evidence[];
  readonly ties: readonly Tie[];
}

/** Several findings as one, in order. */
export function together(findings: readonly Findings[]): Findings {
  return {
    evidence: findings.flatMap((finding) => finding.evidence),
    ties: findings.flatMap((finding) => finding.ties),
  };
}
