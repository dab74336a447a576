import type { Persona, PersonaId, PersonaRef } from './persona.ts';
import type { Phase } from './phases.ts';
import { RELEVANCE_FLOOR } from './relevance.ts';

export interface TeamMember {
  readonly id: PersonaId;
  readonly name: string;
  readonly required: boolean;
  /** Members of this team that must have ended before; others are left out. */
  readonly dependsOn: readonly PersonaId[];
  /** Why it is in the team, for people. */
  readonly why: string;
}

interface Candidate {
  readonly ref: PersonaRef;
  readonly required: boolean;
  readonly dependsOn: readonly PersonaId[];
  readonly why: string;
}

const reasonToJoin = (
  ref: PersonaRef,
  required: boolean,
  named: ReadonlySet<PersonaId>,
): string | undefined => {
  if (required) return 'required';
  if (ref.relevance > RELEVANCE_FLOOR) return `relevance ${ref.relevance.toFixed(2)}`;
  return named.has(ref.id) ? 'named by a finding' : undefined;
};

/** Order of a team: required before optional, then relevance, then priority, then id. */
const inOrder = (a: Candidate, b: Candidate): number =>
  Number(b.required) - Number(a.required) ||
  b.ref.relevance - a.ref.relevance ||
  a.ref.priority - b.ref.priority ||
  (a.ref.id < b.ref.id ? -1 : 1);

/**
 * Who works in a phase: its required personas, the optional ones above the relevance floor and,
 * from the second iteration, the optional ones that own a finding.
 * @param named personas that own an open finding.
 */
export const selectTeam = (
  personas: readonly PersonaRef[],
  phase: Phase,
  iteration: number,
  named: ReadonlySet<PersonaId>,
): readonly TeamMember[] => {
  const asked = iteration > 1 ? named : new Set<PersonaId>();
  const candidates = personas.flatMap((ref): readonly Candidate[] => {
    const assignment = ref.assignments.find((item) => item.phase === phase);
    if (assignment === undefined) return [];
    const why = reasonToJoin(ref, assignment.required, asked);
    return why === undefined ? [] : [{ ref, ...assignment, why }];
  });
  const present = new Set(candidates.map(({ ref }) => ref.id));
  return candidates.toSorted(inOrder).map(({ ref, required, dependsOn, why }) => ({
    id: ref.id,
    name: ref.name,
    required,
    dependsOn: dependsOn.filter((id) => present.has(id)),
    why,
  }));
};

/** A dependency that leads back to itself, as a list of ids, or `undefined`. */
export const dependencyCycle = (
  personas: readonly Persona[],
  phase: Phase,
): readonly PersonaId[] | undefined => {
  const edges = new Map<PersonaId, readonly PersonaId[]>();
  for (const { id, assignments } of personas) {
    const assignment = assignments.find((item) => item.phase === phase);
    if (assignment !== undefined) edges.set(id, assignment.dependsOn);
  }
  const done = new Set<PersonaId>();
  const walk = (id: PersonaId, path: readonly PersonaId[]): readonly PersonaId[] | undefined => {
    const at = path.indexOf(id);
    if (at !== -1) return [...path.slice(at), id];
    if (done.has(id)) return undefined;
    for (const next of edges.get(id) ?? []) {
      const cycle = walk(next, [...path, id]);
      if (cycle !== undefined) return cycle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of edges.keys()) {
    const cycle = walk(id, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
};
