import { ownersOf } from '../domain/ownership.ts';
import type { Matches } from '../domain/ownership.ts';
import { parsePersonaId } from '../domain/persona.ts';
import type { PersonaId } from '../domain/persona.ts';
import type { Phase } from '../domain/phases.ts';
import type { Tree, TreePath } from '../domain/tree.ts';
import type { Member, SenseContext } from './sensor.ts';

/** The persona of a run id such as `backend_developer.implementation.2`. */
const personaOfRun = (by: string): PersonaId | undefined => {
  const [name = '', ...rest] = by.split('.');
  const id = parsePersonaId(name);
  return id.ok && rest.length > 0 ? id.value : undefined;
};

/** Whose turn came last, for what nobody else can be named for. */
const lastOf = (team: readonly Member[]): PersonaId => {
  const last = team.at(-1);
  if (last === undefined) throw new Error('A gate without a team has nobody to name.');
  return last.persona.id;
};

/**
 * Who produced a file: the persona of its run; for a file from outside, who adopts it, and where
 * nobody does, who owns the path.
 */
export const producersIn =
  (
    tree: Tree,
    team: readonly Member[],
    matches: Matches,
    adopterOf?: (path: TreePath) => PersonaId,
  ) =>
  (path: TreePath): PersonaId => {
    const entry = tree.get(path);
    const producer = entry === undefined ? undefined : personaOfRun(entry.by);
    if (producer !== undefined) return producer;
    if (adopterOf !== undefined) return adopterOf(path);
    const territories = team.map(({ persona }) => ({ persona: persona.id, owns: persona.owns }));
    return ownersOf(path, territories, matches)[0] ?? lastOf(team);
  };

/**
 * Who is to mend something that is missing: whose contract asks for it, in this phase before
 * others; then a required persona of the phase; then whoever came last.
 */
export const keeperOf = (
  team: readonly Member[],
  phase: Phase,
  asks: (member: Member) => boolean,
): PersonaId => {
  const now = team.filter(({ assignment }) => assignment.phase === phase);
  const found =
    now.find(asks) ?? team.findLast(asks) ?? now.find(({ assignment }) => assignment.required);
  return found?.persona.id ?? lastOf(team);
};

/** Who is to mend a file: its producer; where it is missing, its keeper. */
export const menderOf = (
  { team, phase, producerOf }: SenseContext,
  path: TreePath | undefined,
  asks: (member: Member) => boolean = () => false,
): PersonaId => (path === undefined ? keeperOf(team, phase, asks) : producerOf(path));
