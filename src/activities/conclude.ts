import { acceptedOn } from '../domain/acceptance.ts';
import { dimensionsOf, figuresOf } from '../domain/dimensions.ts';
import type { DimensionScores } from '../domain/dimensions.ts';
import type { Evidence } from '../domain/evidence.ts';
import { briefly, recommendationsOf } from '../domain/recommendations.ts';
import type { Recommendation } from '../domain/recommendations.ts';
import { scoreOf } from '../domain/score.ts';
import type { Score } from '../domain/score.ts';
import { decide } from '../domain/verdict.ts';
import type { Verdict } from '../domain/verdict.ts';
import { putJson } from '../ports/objects.ts';
import type { EvidenceDocument } from '../ports/records.ts';
import type { Charter } from './contracts/admission.ts';
import type { Judged, JudgeInput } from './contracts/gates.ts';
import type { Control, Environment } from './environment.ts';
import { opinionsOn } from './opinions.ts';
import { withCommand } from './rework-plan.ts';
import { testsSoFar } from './tests-so-far.ts';

/** A gate as it is decided; what it was measured by is given. */
type GateInput = Omit<JudgeInput, 'charter' | 'conflicts' | 'models' | 'report'>;

interface Judgement extends Pick<
  EvidenceDocument,
  'evidence' | 'tests' | 'prediction' | 'assessment'
> {
  readonly score: Score;
  readonly verdict: Verdict;
  readonly dimensions: DimensionScores;
  readonly recommendations: readonly Recommendation[];
}

const record = async (
  { objects, records }: Environment,
  { executionId, phase, judgement, iteration, tree }: GateInput,
  { score, verdict, ...measured }: Judgement,
): Promise<Judged['evidence']> => {
  const document: EvidenceDocument = { phase, ...measured };
  const digest = await putJson(objects, document);
  await records.saveGate(executionId, {
    phase,
    judgement,
    iteration,
    kind: 'exit',
    verdict: verdict.kind,
    score: score.score,
    raw: score.raw,
    threshold: verdict.threshold,
    tree,
    evidence: digest,
    errors: score.errors,
    warnings: score.warnings,
  });
  return digest;
};

/** Decides by the rules of `domain/`, and records what was decided and by what. */
export const conclude = async (
  environment: Environment,
  control: Control,
  input: GateInput,
  charter: Charter,
  evidence: readonly Evidence[],
): Promise<Judged> => {
  const score = scoreOf(evidence);
  const { iteration, limit, earlierRaws } = input;
  const { thresholds, acceptOnPrediction } = charter.settings;
  const opinions = await opinionsOn(environment, control, input, charter, evidence);
  const verdict = acceptedOn(
    decide({ iteration, limit, thresholds, score, earlierRaws }),
    score,
    acceptOnPrediction === true ? opinions.prediction : undefined,
  );
  const dimensions = dimensionsOf(evidence);
  const recommendations = recommendationsOf(evidence.flatMap(withCommand));
  const counted = await testsSoFar(environment, input, evidence);
  const tests = counted === undefined ? {} : { tests: counted };
  const judgement = {
    score,
    verdict,
    evidence,
    dimensions,
    recommendations,
    ...tests,
    ...opinions,
  };
  const digest = await record(environment, input, judgement);
  return {
    verdict: verdict.kind,
    reason: verdict.reason,
    threshold: verdict.threshold,
    score: score.score,
    raw: score.raw,
    errors: score.errors,
    warnings: score.warnings,
    evidence: digest,
    dimensions: figuresOf(dimensions),
    ...tests,
    ...(recommendations.length === 0 ? {} : { recommendations: briefly(recommendations) }),
  };
};
