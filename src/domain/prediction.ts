import { complexityOf } from './complexity.ts';
import type { PersonaId, PersonaRef } from './persona.ts';
import type { Phase } from './phases.ts';
import { RELEVANCE_FLOOR } from './relevance.ts';

/** By what an opinion came about; it stands beside every one of them. */
export type OpinionMethod = 'rule-based' | 'quality service';

/** What a phase's score is expected to be. An opinion: no gate believes it, see `acceptance.ts`. */
export interface Prediction {
  readonly method: OpinionMethod;
  readonly phase: Phase;
  /** 0 to 1. */
  readonly score: number;
  /** 0 to 1: of the prediction, not of the product. */
  readonly confidence: number;
  /** Of the requirement, 0 to 1; see `complexity.ts`. */
  readonly complexity: number;
  /** Who should work in the phase, most relevant first. */
  readonly optimal: readonly PersonaId[];
  /** Who of these is not in the team. */
  readonly missing: readonly PersonaId[];
  readonly note: string;
}

export interface PredictionRequest {
  readonly requirement: string;
  readonly phase: Phase;
  /** All that there are, with their relevance to the requirement. */
  readonly personas: readonly Pick<PersonaRef, 'id' | 'priority' | 'relevance' | 'assignments'>[];
  readonly team: readonly PersonaId[];
}

const BASE = 0.7;
const COMPLEX_FROM = 0.7;
const COMPLEX_COST = 0.1;
const MISSING_COST = 0.05;
const CONFIDENCE = 0.65;
const FULL_TEAM = 0.15;

const PHASE_BONUS: Readonly<Record<Phase, number>> = {
  requirements: 0.05,
  design: 0.03,
  implementation: 0,
  testing: 0.1,
  deployment: 0.02,
};

const round = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1e6) / 1e6;

/** Whom a phase should have: its required personas and those relevant enough, best first. */
export const optimalFor = ({
  phase,
  personas,
}: Pick<PredictionRequest, 'phase' | 'personas'>): readonly PersonaId[] =>
  personas
    .filter(({ assignments, relevance }) =>
      assignments.some(
        (assignment) =>
          assignment.phase === phase && (assignment.required || relevance > RELEVANCE_FLOOR),
      ),
    )
    .toSorted(
      (a, b) => b.relevance - a.relevance || a.priority - b.priority || (a.id < b.id ? -1 : 1),
    )
    .map(({ id }) => id);

/**
 * The rule: .70, less .10 when the complexity is above .7, less .05 for each missing persona, plus
 * a bonus by phase (.05, .03, 0, .10, .02). Confidence .65, and .15 more with a full team.
 */
export const predictByRule = (request: PredictionRequest): Prediction => {
  const { requirement, phase, team } = request;
  const complexity = complexityOf(requirement);
  const optimal = optimalFor(request);
  const missing = optimal.filter((id) => !team.includes(id));
  const complex = complexity > COMPLEX_FROM ? COMPLEX_COST : 0;
  const score = BASE - complex - MISSING_COST * missing.length + PHASE_BONUS[phase];
  const full = missing.length === 0;
  return {
    method: 'rule-based',
    phase,
    score: round(score),
    confidence: round(CONFIDENCE + (full ? FULL_TEAM : 0)),
    complexity,
    optimal,
    missing,
    note: `A rule over the requirement's text and the team (${full ? 'full' : `without ${missing.join(', ')}`}); nothing was measured.`,
  };
};
