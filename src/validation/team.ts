import type { Matches } from '../domain/ownership.ts';
import type { Persona } from '../domain/persona.ts';
import { parsePersonaId } from '../domain/persona.ts';
import { PHASES, phaseIndex } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import type { Tree } from '../domain/tree.ts';
import type { Member } from '../sensors/index.ts';

/** Whose contracts a project is held to: `auto` finds out whether it is a product of personas. */
export type Contracts = 'auto' | 'all' | 'none';

type Assigned = Member;

const assigned = (personas: readonly Persona[]): readonly Assigned[] =>
  PHASES.flatMap((phase) =>
    personas.flatMap((persona) =>
      persona.assignments
        .filter((assignment) => assignment.phase === phase)
        .map((assignment) => ({ persona, assignment })),
    ),
  );

const globsOf = ({ assignment }: Assigned): readonly string[] => assignment.contract.required_files;

/**
 * Who would have written the project. A product of personas is known by a deliverable of its first
 * two phases (requirements, design): these have names that other projects do not use. Then all
 * required personas count, and the optional ones all of whose files are there. A project without
 * any is held to no contract: nobody has promised it.
 * @param trees the project and what it is held against: what was removed since still counts.
 */
const promised = (
  personas: readonly Persona[],
  trees: readonly Tree[],
  matches: Matches,
): readonly Assigned[] => {
  const paths = trees.flatMap((tree) => [...tree.keys()]);
  const isThere = (glob: string): boolean => paths.some((path) => matches(glob, path));
  const all = assigned(personas);
  const early = all.filter(
    ({ assignment }) => assignment.required && phaseIndex(assignment.phase) <= phaseIndex('design'),
  );
  if (!early.some((member) => globsOf(member).some(isThere))) return [];
  return all.filter((member) => member.assignment.required || globsOf(member).every(isThere));
};

/** See {@link Contracts}. */
export const membersFor = (
  contracts: Contracts,
  personas: readonly Persona[],
  trees: readonly Tree[],
  matches: Matches,
): readonly Member[] => {
  if (contracts === 'none') return [];
  if (contracts === 'all')
    return assigned(personas).filter(({ assignment }) => assignment.required);
  return promised(personas, trees, matches);
};

/** Who is named for what no persona owns: whoever keeps the project. */
const keeper = (phase: Phase): Member => {
  const id = parsePersonaId('project_keeper');
  if (!id.ok) throw new TypeError(id.problem);
  const contract = {
    required_files: [],
    required_directories: [],
    required_documentation_sections: {},
    quality_thresholds: {},
    validation_rules: [],
  };
  const assignment = { phase, required: true, dependsOn: [], reads: [], task: '', contract };
  const persona: Persona = {
    id: id.value,
    name: 'Keeper of the project',
    role: 'Keeper',
    prompt: '',
    keywords: [],
    priority: 10,
    owns: ['**'],
    assignments: [assignment],
  };
  return { persona, assignment };
};

/** The team at the gate of a phase: who has had a turn by then, and the keeper for all the rest. */
export const teamAt = (members: readonly Member[], phase: Phase): readonly Member[] => [
  ...members.filter(({ assignment }) => phaseIndex(assignment.phase) <= phaseIndex(phase)),
  keeper(phase),
];
