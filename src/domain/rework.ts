import type { Finding } from './finding.ts';
import { isError } from './finding.ts';
import type { PersonaId, PersonaRef } from './persona.ts';
import { earlier, phaseIndex } from './phases.ts';
import type { Phase } from './phases.ts';
import { worstFirst } from './worst-first.ts';

/** The findings that one persona has to mend, and the phase in which it does so. */
export interface OwnedFindings {
  readonly persona: PersonaId;
  readonly phase: Phase;
  readonly findings: readonly Finding[];
}

export interface ReworkPlan {
  /** The earliest phase with something to mend: every gate from here on is judged again. */
  readonly from: Phase;
  readonly work: readonly OwnedFindings[];
}

/**
 * Where a persona mends a finding: the latest of its phases that is not after the failed gate;
 * `undefined` when it has none.
 */
export const homePhase = (
  persona: { readonly assignments: readonly { readonly phase: Phase }[] },
  at: Phase,
): Phase | undefined =>
  persona.assignments
    .map(({ phase }) => phase)
    .filter((phase) => phaseIndex(phase) <= phaseIndex(at))
    .sort((a, b) => phaseIndex(b) - phaseIndex(a))[0];

/**
 * Who mends what after a failed gate. Owners of errors work; when there is no error (the score was
 * too low), owners of warnings do. `undefined` when nobody who could mend anything is known.
 */
export const planRework = (
  findings: readonly Finding[],
  personas: readonly PersonaRef[],
  at: Phase,
): ReworkPlan | undefined => {
  const errors = findings.filter(isError);
  const open = errors.length > 0 ? errors : findings.filter((item) => item.severity === 'warning');
  const work = personas.flatMap((persona): readonly OwnedFindings[] => {
    const own = worstFirst(open.filter(({ owner }) => owner === persona.id));
    const phase = homePhase(persona, at);
    return own.length === 0 || phase === undefined
      ? []
      : [{ persona: persona.id, phase, findings: own }];
  });
  const [first] = work;
  if (first === undefined) return undefined;
  return { from: work.reduce((phase, item) => earlier(phase, item.phase), first.phase), work };
};
