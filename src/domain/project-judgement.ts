import type { Digest } from './digest.ts';
import { dimensionsOf } from './dimensions.ts';
import type { DimensionScores } from './dimensions.ts';
import type { Evidence, SensorName } from './evidence.ts';
import { isError } from './finding.ts';
import type { Finding } from './finding.ts';
import type { MendingPlan } from './mending.ts';
import type { PersonaId } from './persona.ts';
import type { Phase } from './phases.ts';
import { recommendationsOf } from './recommendations.ts';
import type { Recommendation } from './recommendations.ts';
import { scoreOf } from './score.ts';
import type { Score } from './score.ts';
import { decide } from './verdict.ts';
import type { Thresholds } from './thresholds.ts';
import { worstFirst } from './worst-first.ts';

/** How a phase's exit gate would decide on a project. `unknown`: nothing of it could be measured. */
export interface PhaseJudgement extends Score {
  readonly phase: Phase;
  readonly verdict: 'passed' | 'failed' | 'unknown';
  readonly threshold: number;
  readonly dimensions: DimensionScores;
}

/** What a project is held against. */
export interface JudgedAgainst {
  readonly name: string;
  readonly kind: 'folder' | 'revision';
  readonly tree: Digest;
}

/** A project judged as gates would, without changing it. Fields are added, never renamed. */
export interface ProjectJudgement {
  readonly project: string;
  readonly passed: boolean;
  /** Of the last phase that was judged: its gate measures all that came before. 0 to 1. */
  readonly score: number;
  readonly tree: Digest;
  readonly files: number;
  readonly bytes: number;
  readonly leftOut: readonly string[];
  readonly against?: JudgedAgainst;
  /** Whose contracts were applied; empty when the project is no product of personas. */
  readonly contracts: readonly PersonaId[];
  readonly phases: readonly PhaseJudgement[];
  readonly dimensions: DimensionScores;
  readonly recommendations: readonly Recommendation[];
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  /** Wall time, in ms. */
  readonly ms: number;
  /** Who would mend it, where that was asked. */
  readonly plan?: MendingPlan;
}

/** Evidence of a phase's gate. */
export interface PhaseEvidence {
  readonly phase: Phase;
  readonly evidence: readonly Evidence[];
}

/** What is measured of anything with files: alone, it says nothing about a phase. */
const OF_ANY_FILES: ReadonlySet<SensorName> = new Set(['tree', 'secrets', 'licences', 'integrity']);

/** Whether more of a phase was measured than of anything with files. */
const spokenOf = (evidence: readonly Evidence[]): boolean =>
  evidence.some(({ sensor, outcome }) => outcome === 'measured' && !OF_ANY_FILES.has(sensor));

/** Whether anything is known of a project beside that it has files. */
export const isKnown = (phases: readonly PhaseEvidence[]): boolean =>
  phases.some(
    ({ evidence }) => spokenOf(evidence) || evidence.flatMap((item) => item.findings).some(isError),
  );

const judgePhase = ({ phase, evidence }: PhaseEvidence, thresholds: Thresholds): PhaseJudgement => {
  const score = scoreOf(evidence);
  const decided = decide({ iteration: 1, limit: 1, thresholds, score, earlierRaws: [] });
  const verdict = decided.kind === 'passed' ? 'passed' : 'failed';
  return {
    phase,
    verdict: spokenOf(evidence) || score.errors > 0 ? verdict : 'unknown',
    threshold: decided.threshold,
    ...score,
    dimensions: dimensionsOf(evidence),
  };
};

/**
 * Judges the evidence of phases, in their order, by the rules of gates in their first iteration.
 * Passed: at least one phase is known, and all known ones passed. What is unknown is no credit.
 */
export const judgeProject = (
  phases: readonly PhaseEvidence[],
  thresholds: Thresholds,
): Pick<
  ProjectJudgement,
  'passed' | 'score' | 'phases' | 'dimensions' | 'recommendations' | 'findings' | 'evidence'
> => {
  const judged = phases.map((each) => judgePhase(each, thresholds));
  const evidence = phases.at(-1)?.evidence ?? [];
  const findings = evidence.flatMap((item) => item.findings);
  const known = judged.filter(({ verdict }) => verdict !== 'unknown');
  return {
    passed: known.length > 0 && known.every(({ verdict }) => verdict === 'passed'),
    score: judged.at(-1)?.score ?? 0,
    phases: judged,
    dimensions: dimensionsOf(evidence),
    recommendations: recommendationsOf(findings),
    findings: worstFirst(findings),
    evidence,
  };
};
