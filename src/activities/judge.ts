import { acceptedOn } from '../domain/acceptance.ts';
import { dimensionsOf, figuresOf } from '../domain/dimensions.ts';
import type { DimensionScores } from '../domain/dimensions.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import { briefly, recommendationsOf } from '../domain/recommendations.ts';
import type { Recommendation } from '../domain/recommendations.ts';
import { planRework } from '../domain/rework.ts';
import type { ReworkPlan } from '../domain/rework.ts';
import { scoreOf } from '../domain/score.ts';
import type { Score } from '../domain/score.ts';
import { decide } from '../domain/verdict.ts';
import type { Verdict } from '../domain/verdict.ts';
import { getJson, putJson } from '../ports/objects.ts';
import type { EvidenceDocument } from '../ports/records.ts';
import { readCharter, readPersonas } from './charter.ts';
import type { Activities } from './contracts/activities.ts';
import type { Charter } from './contracts/admission.ts';
import type { Judged, JudgeInput } from './contracts/gates.ts';
import type { Rework } from './contracts/rework.ts';
import type { Control, Environment } from './environment.ts';
import { parseFindings } from './findings.ts';
import { measure } from './measure.ts';
import { opinionsOn } from './opinions.ts';
import { keepReport } from './report.ts';

/** What a merge found: no measurement of its own, but findings like any other. */
const mergeEvidence = async (
  { objects }: Environment,
  { conflicts, tree }: JudgeInput,
): Promise<readonly Evidence[]> => {
  if (conflicts === undefined) return [];
  const { findings } = await getJson(objects, conflicts, parseFindings);
  return [
    {
      sensor: 'merge',
      outcome: 'measured',
      note: 'paths that two members of the team wrote',
      checked: findings.length,
      held: 0,
      tree,
      ms: 0,
      findings,
    },
  ];
};

/** Findings with the command behind them, for who is to mend them. */
const withCommand = ({ findings, command, exitCode }: Evidence): readonly Finding[] =>
  command === undefined
    ? findings
    : findings.map((finding) => ({
        ...finding,
        foundBy: exitCode === undefined ? command : `${command} (exit code ${String(exitCode)})`,
      }));

const storeWork = async (
  { objects }: Environment,
  { from, work }: ReworkPlan,
): Promise<Rework> => ({
  from,
  work: await Promise.all(
    work.map(async ({ persona, phase, findings }) => ({
      persona,
      phase,
      findings: await putJson(objects, { findings }),
    })),
  ),
});

const planFor = async (
  environment: Environment,
  findings: readonly Finding[],
  charter: Charter,
  { phase }: JudgeInput,
): Promise<Rework | undefined> => {
  const plan = planRework(findings, charter.personas, phase);
  return plan === undefined ? undefined : storeWork(environment, plan);
};

interface Judgement extends Pick<EvidenceDocument, 'evidence' | 'prediction' | 'assessment'> {
  readonly score: Score;
  readonly verdict: Verdict;
  readonly dimensions: DimensionScores;
  readonly recommendations: readonly Recommendation[];
}

const record = async (
  { objects, records }: Environment,
  { executionId, phase, judgement, iteration, tree }: JudgeInput,
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

/** The exit gate: believes measurements only, decides by the rules of `domain/`. */
export const createJudge =
  (environment: Environment, control: () => Control): Activities['judge'] =>
  async (input) => {
    const { objects, records } = environment;
    await keepReport(records, input.executionId, input.report);
    const charter = await readCharter(objects, input.charter);
    const personas = await readPersonas(objects, charter);
    const evidence = [
      ...(await mergeEvidence(environment, input)),
      ...(await measure(environment, control(), input, charter, personas)),
    ];
    const score = scoreOf(evidence);
    const { iteration, limit, earlierRaws } = input;
    const { thresholds, acceptOnPrediction } = charter.settings;
    const opinions = await opinionsOn(environment, control(), input, charter, evidence);
    const verdict = acceptedOn(
      decide({ iteration, limit, thresholds, score, earlierRaws }),
      score,
      acceptOnPrediction === true ? opinions.prediction : undefined,
    );
    const findings = evidence.flatMap(withCommand);
    const dimensions = dimensionsOf(evidence);
    const recommendations = recommendationsOf(findings);
    const judgement = { score, verdict, evidence, dimensions, recommendations, ...opinions };
    const digest = await record(environment, input, judgement);
    const rework =
      verdict.kind === 'passed' ? undefined : await planFor(environment, findings, charter, input);
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
      ...(recommendations.length === 0 ? {} : { recommendations: briefly(recommendations) }),
      ...(rework === undefined ? {} : { rework }),
    };
  };
