import { parsePersonaId } from '../domain/persona.ts';
import type { Persona } from '../domain/persona.ts';
import { phaseIndex } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import { NO_CONTRACT } from '../domain/promised.ts';
import type { Promised } from '../domain/promised.ts';

/** Who is named for what no persona owns: whoever keeps the project. */
const keeper = (phase: Phase): Promised => {
  const id = parsePersonaId('project_keeper');
  if (!id.ok) throw new TypeError(id.problem);
  const contract = NO_CONTRACT;
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
export const teamAt = (members: readonly Promised[], phase: Phase): readonly Promised[] => [
  ...members.filter(({ assignment }) => phaseIndex(assignment.phase) <= phaseIndex(phase)),
  keeper(phase),
];
