import { DIMENSIONS, dimensionsOf, figuresOf } from './dimensions.ts';
import type { DimensionFigures } from './dimensions.ts';
import type { Evidence } from './evidence.ts';
import type { Phase } from './phases.ts';
import type { OpinionMethod } from './prediction.ts';
import { recommendationsOf } from './recommendations.ts';
import { scoreOf } from './score.ts';
import { worstFirst } from './worst-first.ts';

/** Somebody's view of a phase's work. An opinion: the gate decides by its own measurements. */
export interface Assessment {
  readonly method: OpinionMethod;
  /** 0 to 1. */
  readonly score: number;
  readonly dimensions: DimensionFigures;
  readonly issues: readonly string[];
  readonly recommendations: readonly string[];
  /** 0 to 1. */
  readonly confidence: number;
  readonly note: string;
}

export interface AssessmentRequest {
  readonly requirement: string;
  readonly phase: Phase;
  readonly evidence: readonly Evidence[];
}

/** Issues and recommendations that an assessment holds. */
export const ASSESSED_MAX = 50;

/**
 * The gate's own measurements in the words of an assessment; its confidence is the part of the
 * dimensions that something measured.
 */
export const assessByRule = ({ evidence }: AssessmentRequest): Assessment => {
  const findings = evidence.flatMap((item) => item.findings);
  const dimensions = figuresOf(dimensionsOf(evidence));
  const known = Object.keys(dimensions).length;
  return {
    method: 'rule-based',
    score: scoreOf(evidence).raw,
    dimensions,
    issues: worstFirst(findings)
      .slice(0, ASSESSED_MAX)
      .map(({ message }) => message),
    recommendations: recommendationsOf(findings)
      .slice(0, ASSESSED_MAX)
      .map(({ what }) => what),
    confidence: Math.round((known / DIMENSIONS.length) * 100) / 100,
    note: `From what the gate measured; ${String(known)} of ${String(DIMENSIONS.length)} dimensions are known.`,
  };
};
