import type { Assessment } from './assessment.ts';
import type { Digest } from './digest.ts';
import { figuresOf } from './dimensions.ts';
import type { DimensionFigures, DimensionScores } from './dimensions.ts';
import type { Evidence } from './evidence.ts';
import type { NanoUsd } from './money.ts';
import type { PersonaId } from './persona.ts';
import type { Phase } from './phases.ts';
import type { Prediction } from './prediction.ts';
import type { ProjectJudgement } from './project-judgement.ts';
import { recommendationsOf } from './recommendations.ts';
import type { Recommendation } from './recommendations.ts';
import type { TeamKind } from './single-team.ts';
import { testHistory } from './test-history.ts';
import type { TestRound } from './test-history.ts';
import type { TreePath } from './tree.ts';

/** One judgement of a phase, and what it was decided by. */
export interface ReportGate {
  readonly phase: Phase;
  /** The n-th judgement of the whole execution, from 1. */
  readonly judgement: number;
  readonly iteration: number;
  readonly verdict: string;
  /** 0 to 1. */
  readonly score?: number;
  readonly raw?: number;
  readonly threshold?: number;
  readonly errors: number;
  readonly warnings: number;
  /** ms since the epoch. */
  readonly at?: number;
  readonly dimensions?: DimensionScores;
  readonly recommendations: readonly Recommendation[];
  readonly evidence: readonly Evidence[];
  readonly prediction?: Prediction;
  readonly assessment?: Assessment;
  /** Why there is no evidence here, where there should be. */
  readonly problem?: string;
}

/** What a persona took, over all its runs. */
export interface ReportPersona {
  readonly persona: PersonaId;
  readonly runs: number;
  readonly calls: number;
  readonly costNanoUsd: NanoUsd;
  /** Sum of the times from start to end of its runs, ms. */
  readonly ms: number;
}

/** A file that is gone from the product. */
export interface Removal {
  readonly path: TreePath;
  /** The persona run that removed it, such as `backend_developer.implementation.1`. */
  readonly removedBy: string;
}

/** Quality, cost and time of an execution, or the quality of a project. Fields are added only. */
export interface QualityReport {
  readonly kind: 'execution' | 'project';
  /** The session, or the folder. */
  readonly name: string;
  readonly status: string;
  /** What else is known of it, by label. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** In the order in which they were decided. */
  readonly gates: readonly ReportGate[];
  readonly personas: readonly ReportPersona[];
  /** Files that personas removed and nobody wrote again, by path; absent where there are none. */
  readonly removed?: readonly Removal[];
  /** What became of the tests from judgement to judgement; none where none were counted. */
  readonly tests: readonly TestRound[];
  /** Of an execution, what another one can be put beside. */
  readonly execution?: {
    readonly requirement: Digest;
    readonly model: string;
    /** A team of personas when absent. */
    readonly team?: TeamKind;
    readonly costNanoUsd: NanoUsd;
    readonly calls: number;
    /** ms from its start to its end, or to when it was seen last; waiting for people included. */
    readonly elapsedMs: number;
  };
}

/** Judgements that say how it stands: the last one of each phase. */
export const lastGates = ({ gates }: QualityReport): readonly ReportGate[] => [
  ...new Map(gates.map((gate) => [gate.phase, gate])).values(),
];

/** What a gate measured of each dimension; none without a gate. */
export const figuresOfGate = (gate: ReportGate | undefined): DimensionFigures =>
  gate?.dimensions === undefined ? {} : figuresOf(gate.dimensions);

/** A judged project as a report: a gate for each phase, in one iteration. */
export const reportOfProject = (judgement: ProjectJudgement): QualityReport => {
  const { project, passed, phases, evidence, against, contracts, tree, files, bytes } = judgement;
  const facts: QualityReport['facts'] = [
    ['score', judgement.score.toFixed(2)],
    ['files', `${String(files)} (${String(bytes)} bytes)`],
    ['tree', tree],
    ['contracts', contracts.length === 0 ? 'none: no product of personas' : contracts.join(', ')],
    ['judged against', against === undefined ? 'nothing' : `${against.kind} ${against.name}`],
    ['left out', judgement.leftOut.length === 0 ? 'nothing' : judgement.leftOut.join(', ')],
  ];
  const gates = phases.map((phase, at): ReportGate => {
    const { verdict, score, raw, threshold, errors, warnings, dimensions } = phase;
    // Sensors run once, for the last phase; those before are judged by a part of that.
    const last = at === phases.length - 1;
    return {
      phase: phase.phase,
      judgement: at + 1,
      iteration: 1,
      verdict,
      score,
      raw,
      threshold,
      errors,
      warnings,
      dimensions,
      recommendations: last ? recommendationsOf(judgement.findings) : [],
      evidence: last ? evidence : [],
    };
  });
  const status = passed ? 'passed' : 'did not pass';
  return {
    kind: 'project',
    name: project,
    status,
    facts,
    gates,
    personas: [],
    tests: testHistory(gates),
  };
};
