/** The life cycle, in order. */
export const PHASES = [
  'requirements',
  'design',
  'implementation',
  'testing',
  'deployment',
] as const;

export type Phase = (typeof PHASES)[number];

export const FIRST_PHASE: Phase = 'requirements';
export const LAST_PHASE: Phase = 'deployment';

export const isPhase = (value: unknown): value is Phase =>
  typeof value === 'string' && (PHASES as readonly string[]).includes(value);

/** Position in the life cycle, from 0. */
export const phaseIndex = (phase: Phase): number => PHASES.indexOf(phase);

/** The phase after this one, or `undefined` after the last. */
export const phaseAfter = (phase: Phase): Phase | undefined => PHASES[phaseIndex(phase) + 1];

export const phaseBefore = (phase: Phase): Phase | undefined => PHASES[phaseIndex(phase) - 1];

/** The earlier of two phases. */
export const earlier = (a: Phase, b: Phase): Phase => (phaseIndex(a) <= phaseIndex(b) ? a : b);
