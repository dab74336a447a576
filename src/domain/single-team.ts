import type { Assignment, Persona, PersonaId, PersonaRef } from './persona.ts';
import { PHASES, phaseIndex } from './phases.ts';
import type { Phase } from './phases.ts';
import type { Limits } from './settings.ts';
import { selectTeam } from './team.ts';

/** `single`: one persona builds alone, as a baseline for what a team of personas does. */
export type TeamKind = 'single';

export const isTeamKind = (value: unknown): value is TeamKind => value === 'single';

export const TEAM_HELP = 'must be "single" (one persona alone); without it a team works';

/** What a member of the team would have done, and is held to. */
export interface Part {
  readonly name: string;
  readonly assignment: Assignment;
}

const NOBODY: ReadonlySet<PersonaId> = new Set();

/**
 * The parts of a team in its first iteration, up to and with a phase: whoever works alone does them
 * all, and each gate holds it to the contracts that it would hold the team to.
 */
export const partsOf = (
  refs: readonly PersonaRef[],
  personas: ReadonlyMap<PersonaId, Persona>,
  upTo: Phase,
): readonly Part[] =>
  PHASES.slice(0, phaseIndex(upTo) + 1).flatMap((phase) =>
    selectTeam(refs, phase, 1, NOBODY).flatMap(({ id, name }) => {
      const assignment = personas.get(id)?.assignments.find((item) => item.phase === phase);
      return assignment === undefined ? [] : [{ name, assignment }];
    }),
  );

/** What one run may take that does the work of so many: together they may take as much. */
export const limitsAlone = (limits: Limits, parts: number): Limits => ({
  ...limits,
  phaseTimeoutMs: limits.phaseTimeoutMs * PHASES.length,
  personaTimeoutMs: limits.personaTimeoutMs * parts,
  stepsPerRun: limits.stepsPerRun * parts,
});
