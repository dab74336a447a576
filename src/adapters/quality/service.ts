import { bulkhead } from 'cockatiel';
import type { AssessmentRequest } from '../../domain/assessment.ts';
import { dimensionsOf, figuresOf } from '../../domain/dimensions.ts';
import { predictByRule } from '../../domain/prediction.ts';
import type { PredictionRequest } from '../../domain/prediction.ts';
import { scoreOf } from '../../domain/score.ts';
import { worstFirst } from '../../domain/worst-first.ts';
import type { Quality } from '../../ports/quality.ts';
import { readAssessment, readPrediction } from '../../schemas/quality.ts';
import { ask } from './ask.ts';

export interface QualityServiceOptions {
  /** Without the paths, which are `/api/assess` and `/api/predict`. */
  readonly baseUrl: string;
  /** How long an assessment may take, in ms; default 60 s. */
  readonly assessMs?: number | undefined;
  /** How long a prediction may take, in ms; default 30 s. */
  readonly predictMs?: number | undefined;
}

const ASSESS_MS = 60_000;
const PREDICT_MS = 30_000;

/** Requests at once; others wait for their turn. */
const AT_ONCE = 10;

/** Findings that are sent. */
const ISSUES_SENT = 200;

const urlOf = (baseUrl: string, path: string): string => `${baseUrl.replace(/\/+$/, '')}${path}`;

/** What is measured, and nothing of the product's files. */
const assessBody = ({ requirement, phase, evidence }: AssessmentRequest): unknown => ({
  requirement,
  phase,
  score: scoreOf(evidence).score,
  dimensions: figuresOf(dimensionsOf(evidence)),
  evidence: evidence.map(({ sensor, outcome, checked, held, note }) => ({
    sensor,
    outcome,
    checked,
    held,
    note,
  })),
  issues: worstFirst(evidence.flatMap(({ findings }) => findings))
    .slice(0, ISSUES_SENT)
    .map(({ severity, rule, path, message }) => ({ severity, rule, path, message })),
});

const predictBody = ({ requirement, phase, personas, team }: PredictionRequest): unknown => ({
  requirement,
  phase,
  personas: team,
  available_personas: personas.map(({ id }) => id),
});

/** Asks a quality service over HTTP. @throws QualityUnavailable */
export const createQualityService = ({
  baseUrl,
  assessMs = ASSESS_MS,
  predictMs = PREDICT_MS,
}: QualityServiceOptions): Quality => {
  const gate = bulkhead(AT_ONCE, Infinity);
  const note = `Told by the quality service at ${new URL(baseUrl).origin}.`;
  const method = 'quality service' as const;
  return {
    assess: (request, signal) =>
      gate.execute(async () => {
        const url = urlOf(baseUrl, '/api/assess');
        const question = { url, body: assessBody(request), timeoutMs: assessMs, signal };
        return { ...(await ask(question, readAssessment)), method, note };
      }),
    predict: (request, signal) =>
      gate.execute(async () => {
        const url = urlOf(baseUrl, '/api/predict');
        const question = { url, body: predictBody(request), timeoutMs: predictMs, signal };
        // What the service leaves out is a matter of our own: whom a phase should have.
        const { phase, complexity, optimal, missing } = predictByRule(request);
        const answer = await ask(question, readPrediction);
        return { phase, complexity, optimal, missing, note, ...answer, method };
      }),
  };
};
