import type { Contract } from './contract.ts';
import type { Matches } from './ownership.ts';
import type { Assignment, Persona } from './persona.ts';
import { PHASES, phaseIndex } from './phases.ts';
import type { Tree } from './tree.ts';

export const CONTRACTS = ['auto', 'all', 'none'] as const;

/** Whose contracts a project is held to: `auto` finds out whether it is a product of personas. */
export type Contracts = (typeof CONTRACTS)[number];

export const isContracts = (value: unknown): value is Contracts =>
  (CONTRACTS as readonly unknown[]).includes(value);

/** A persona and what it was to deliver in one phase. */
export interface Promised {
  readonly persona: Persona;
  readonly assignment: Assignment;
}

/** A contract that asks for nothing. */
export const NO_CONTRACT: Contract = {
  required_files: [],
  required_directories: [],
  required_documentation_sections: {},
  quality_thresholds: {},
  validation_rules: [],
};

/** What each persona does, in the order of phases. */
export const assignedIn = (personas: readonly Persona[]): readonly Promised[] =>
  PHASES.flatMap((phase) =>
    personas.flatMap((persona) =>
      persona.assignments
        .filter((assignment) => assignment.phase === phase)
        .map((assignment) => ({ persona, assignment })),
    ),
  );

const globsOf = ({ assignment }: Promised): readonly string[] => assignment.contract.required_files;

/**
 * Who would have written the project. A product of personas is known by a deliverable of its first
 * two phases (requirements, design): these have names that other projects do not use. Then all
 * required personas count, and the optional ones all of whose files are there. A project without
 * any is held to no contract: nobody has promised it.
 */
const authorsOf = (
  personas: readonly Persona[],
  trees: readonly Tree[],
  matches: Matches,
): readonly Promised[] => {
  const paths = trees.flatMap((tree) => [...tree.keys()]);
  const isThere = (glob: string): boolean => paths.some((path) => matches(glob, path));
  const all = assignedIn(personas);
  const early = all.filter(
    ({ assignment }) => assignment.required && phaseIndex(assignment.phase) <= phaseIndex('design'),
  );
  if (!early.some((member) => globsOf(member).some(isThere))) return [];
  return all.filter((member) => member.assignment.required || globsOf(member).every(isThere));
};

/**
 * Whose contracts a project is held to; see {@link Contracts}.
 * @param trees the project and what it is held against: what was removed since still counts.
 */
export const promisedBy = (
  contracts: Contracts,
  personas: readonly Persona[],
  trees: readonly Tree[],
  matches: Matches,
): readonly Promised[] => {
  if (contracts === 'none') return [];
  if (contracts === 'all')
    return assignedIn(personas).filter(({ assignment }) => assignment.required);
  return authorsOf(personas, trees, matches);
};
