import { isError } from './finding.ts';
import type { Finding } from './finding.ts';
import type { PersonaId, PersonaRef } from './persona.ts';
import { earlier, PHASES, phaseIndex } from './phases.ts';
import type { Phase } from './phases.ts';
import { homePhase } from './rework.ts';
import type { OwnedFindings, ReworkPlan } from './rework.ts';
import { worstFirst } from './worst-first.ts';

/** A persona, as far as a plan has to know it. */
type Mender = Pick<PersonaRef, 'id'> & {
  readonly assignments: readonly Pick<PersonaRef['assignments'][number], 'phase'>[];
};

/** What the gate of one phase found fault with. */
export interface PhaseFindings {
  readonly phase: Phase;
  readonly findings: readonly Finding[];
}

/** Where a persona works on faults that a gate found: as near before that gate as it ever works. */
const placeOf = ({ assignments }: Mender, at: Phase): Phase | undefined =>
  homePhase({ assignments }, at) ??
  PHASES.find((phase) => assignments.some((item) => item.phase === phase));

/**
 * The fewest persona runs that own what failing gates found: one for each owner, with all of its
 * findings, each once and the worst first. Owners of errors work; when there is no error, owners of
 * warnings do. `undefined` when nobody who could mend anything is known.
 */
export const planMending = (
  failing: readonly PhaseFindings[],
  personas: readonly Mender[],
): ReworkPlan | undefined => {
  const gates = failing.toSorted((a, b) => phaseIndex(a.phase) - phaseIndex(b.phase));
  const all = gates.flatMap(({ findings }) => findings);
  const severity = all.some(isError) ? 'error' : 'warning';
  const open = (owner: PersonaId, { findings }: PhaseFindings): readonly Finding[] =>
    findings.filter((finding) => finding.owner === owner && finding.severity === severity);
  const work = personas.flatMap((persona): readonly OwnedFindings[] => {
    const first = gates.find((gate) => open(persona.id, gate).length > 0);
    const phase = first && placeOf(persona, first.phase);
    if (phase === undefined) return [];
    const findings = worstFirst(gates.flatMap((gate) => open(persona.id, gate)));
    return [{ persona: persona.id, phase, findings }];
  });
  const [first] = work;
  if (first === undefined) return undefined;
  return { from: work.reduce((phase, item) => earlier(phase, item.phase), first.phase), work };
};

/** What would be done about a project, before anything is. */
export interface MendingPlan {
  /** In the order of phases, in which they would run. */
  readonly runs: readonly OwnedFindings[];
  /** Errors that no run mends: a person has to look at them. */
  readonly left: readonly Finding[];
}

/** See {@link planMending}. */
export const mendingPlan = (
  failing: readonly PhaseFindings[],
  personas: readonly Mender[],
): MendingPlan => {
  const { work } = planMending(failing, personas) ?? { work: [] };
  const given = new Set(work.map(({ persona }) => persona));
  const errors = failing.flatMap(({ findings }) => findings).filter(isError);
  return {
    runs: work.toSorted((a, b) => phaseIndex(a.phase) - phaseIndex(b.phase)),
    left: worstFirst(errors.filter(({ owner }) => !given.has(owner))),
  };
};
