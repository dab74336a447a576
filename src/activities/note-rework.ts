import type { Finding } from '../domain/finding.ts';
import type { PersonaRef } from '../domain/persona.ts';
import { earlier, phaseIndex } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import { homePhase } from '../domain/rework.ts';
import { putJson } from '../ports/objects.ts';
import { readCharter } from './charter.ts';
import type { Activities } from './contracts/activities.ts';
import type { OpenWork } from './contracts/rework.ts';
import type { Environment } from './environment.ts';

/** A persona whose first turn is still to come gets its work in advance. */
const placeOf = (persona: PersonaRef, at: Phase): Phase =>
  homePhase(persona, at) ?? persona.assignments[0]?.phase ?? at;

const findingOf = (persona: PersonaRef, reason: string): Finding => ({
  severity: 'error',
  rule: 'person.rework',
  message: reason,
  owner: persona.id,
});

/** Turns a person's reason into findings that the named personas own. */
export const createNoteRework = ({
  objects,
}: Pick<Environment, 'objects'>): Activities['noteRework'] =>
  async function noteRework({ named, reason, at, charter }) {
    const { personas } = await readCharter(objects, charter);
    const owners = personas.filter(({ id }) => named.includes(id));
    const work = await Promise.all(
      owners.map(async (owner): Promise<OpenWork> => ({
        persona: owner.id,
        phase: placeOf(owner, at),
        findings: await putJson(objects, { findings: [findingOf(owner, reason)] }),
      })),
    );
    const reached = work.filter(({ phase }) => phaseIndex(phase) <= phaseIndex(at));
    return { from: reached.reduce((from, { phase }) => earlier(from, phase), at), work };
  };
