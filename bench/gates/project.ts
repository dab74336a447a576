import { createHash } from 'node:crypto';
import type { Phase } from '../../src/domain/phases.ts';

/** A project as the bench holds it, before anything is done to it. */
export interface Project {
  readonly name: string;
  /** Projects of one origin: bootstrap intervals draw these, since their scores go together. */
  readonly family: 'blueprint' | 'DevEval' | 'package';
  readonly language: 'JavaScript' | 'Python';
  /** Good ones must pass; each known-defective one must not, and its defect must be reported. */
  readonly known: Good | Defective;
  /** Whether it has scenarios and a description of its API beside the code: a specification. */
  readonly specified: boolean;
  /** A folder with its files; it is never changed. */
  readonly dir: string;
  /** Its text files, by path; what is binary or huge stands only in the folder. */
  readonly texts: ReadonlyMap<string, string>;
  /** The same project asked for with one thing less, where it can be made. */
  readonly smaller?: ReadonlyMap<string, string>;
  /** What exercises it from outside the gates; see `oracle.ts`. */
  readonly oracle?: { readonly file: string; readonly text: string };
}

interface Good {
  readonly kind: 'good';
}

interface Defective {
  readonly kind: 'defective';
  readonly defect: string;
  /** A finding's rule and message, with a colon between them, must match for it to count as reported. */
  readonly reported: RegExp;
}

/** What an operator does to a project. */
export interface Edit {
  /** Paths and what stands there afterwards. */
  readonly write?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
  /** What is no plain file; made on the disk only. */
  readonly odd?: readonly OddFile[];
}

export interface OddFile {
  readonly kind: 'sparse' | 'link' | 'pipe' | 'setuid';
  readonly path: string;
}

/** What can tell a degraded project from its original; said of an operator before anything is measured. */
export const CLASSES = ['alone', 'baseline', 'specification', 'undetectable'] as const;
export type Class = (typeof CLASSES)[number];

export interface Operator {
  readonly name: string;
  /** A clause that follows the name of a project: "a function of it returns nothing". */
  readonly what: string;
  readonly class: Class;
  /** It makes tests say more than they know: none may pass. */
  readonly integrity?: true;
  /** The first gate that has to see it: there both are judged, at the last one when absent. */
  readonly gate?: Phase;
  /** It may change nothing that can be seen; then the oracle decides whether it counts. */
  readonly semantic?: true;
  /** All it could do to a project, in a fixed order; empty where it does not apply. */
  readonly edits: (project: Project) => readonly Edit[];
}

/** The project's texts after an edit. */
export const edited = (
  texts: ReadonlyMap<string, string>,
  { write = {}, remove = [] }: Edit,
): ReadonlyMap<string, string> => {
  const gone = new Set(remove);
  return new Map([...[...texts].filter(([path]) => !gone.has(path)), ...Object.entries(write)]);
};

/** Digest of anything that JSON can hold: names results in the cache, and draws at random the same way. */
export const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Turns a list by a number drawn from a name, so that not always the first place is edited. */
export const turned = <T>(items: readonly T[], name: string): readonly T[] => {
  if (items.length === 0) return items;
  const at = Number.parseInt(digest(name).slice(0, 8), 16) % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
};
