import { nearest } from '../../domain/nearest.ts';
import { ownersOf } from '../../domain/ownership.ts';
import type { Persona, PersonaId } from '../../domain/persona.ts';
import { PHASES } from '../../domain/phases.ts';
import type { Phase } from '../../domain/phases.ts';
import { dependencyCycle } from '../../domain/team.ts';
import { parseTreePath } from '../../domain/tree.ts';
import { matches } from '../globs/picomatch.ts';

/** A persona and the file that defines it. */
export interface PersonaSource {
  readonly file: string;
  readonly persona: Persona;
}

/** A rule over all personas; answers one line that names file and field, or nothing. */
type Check = (sources: readonly PersonaSource[]) => string | undefined;

const firstOf = <T>(
  items: readonly T[],
  problem: (item: T) => string | undefined,
): string | undefined => {
  for (const item of items) {
    const found = problem(item);
    if (found !== undefined) return found;
  }
  return undefined;
};

const uniqueIds: Check = (sources) => {
  const seen = new Map<PersonaId, string>();
  return firstOf(sources, ({ file, persona }) => {
    const other = seen.get(persona.id);
    seen.set(persona.id, file);
    return other === undefined
      ? undefined
      : `${file}: persona_id "${persona.id}" is defined by ${other} already.`;
  });
};

const knownDependencies: Check = (sources) => {
  const inPhase = (phase: Phase): readonly PersonaId[] =>
    sources
      .filter(({ persona }) => persona.assignments.some((item) => item.phase === phase))
      .map(({ persona }) => persona.id);
  return firstOf(sources, ({ file, persona }) =>
    firstOf([...persona.assignments.entries()], ([index, { phase, dependsOn }]) => {
      const members = inPhase(phase);
      const stranger = dependsOn.find((id) => !members.includes(id));
      if (stranger === undefined) return undefined;
      const like = nearest(stranger, members) ?? '';
      return `${file}: assignments[${String(index)}].depends_on names "${stranger}", which has no part in ${phase}; did you mean "${like}"?`;
    }),
  );
};

const noCycles: Check = (sources) =>
  firstOf(PHASES, (phase) => {
    const cycle = dependencyCycle(
      sources.map(({ persona }) => persona),
      phase,
    );
    const file = sources.find(({ persona }) => persona.id === cycle?.[0])?.file;
    return cycle === undefined
      ? undefined
      : `${file ?? ''}: depends_on goes round in ${phase}: ${cycle.join(' → ')}.`;
  });

const everyPhaseIsStaffed: Check = (sources) =>
  firstOf(PHASES, (phase) =>
    sources.some(({ persona }) =>
      persona.assignments.some((item) => item.phase === phase && item.required),
    )
      ? undefined
      : `No persona is required in ${phase}: set "required": true in an assignment of that phase.`,
  );

/** One path that a glob matches, so that it can be asked who owns it. */
const sampleOf = (glob: string): string =>
  glob.replaceAll(/\{([^,}]*)[^}]*\}/g, '$1').replaceAll(/\*+|\?/g, 'x');

/** A persona that may not write what its contract asks for could never pass. */
const contractsCanBeMet: Check = (sources) => {
  const territories = sources.map(({ persona }) => ({ persona: persona.id, owns: persona.owns }));
  return firstOf(sources, ({ file, persona }) =>
    firstOf([...persona.assignments.entries()], ([index, { contract }]) =>
      firstOf(contract.required_files, (glob) => {
        const path = parseTreePath(sampleOf(glob));
        if (!path.ok) return undefined;
        const owners = ownersOf(path.value, territories, matches);
        if (owners.includes(persona.id)) return undefined;
        return `${file}: assignments[${String(index)}].contract.required_files asks for "${glob}", which ${owners.join(', ') || 'nobody'} owns; add it to "owns".`;
      }),
    ),
  );
};

const CHECKS: readonly Check[] = [
  uniqueIds,
  knownDependencies,
  noCycles,
  everyPhaseIsStaffed,
  contractsCanBeMet,
];

/** The first rule that these personas break together, as one line, or `undefined`. */
export const problemOfAll: Check = (sources) => firstOf(CHECKS, (check) => check(sources));
