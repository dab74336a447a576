import type { Assessment, AssessmentRequest } from '../domain/assessment.ts';
import type { Prediction, PredictionRequest } from '../domain/prediction.ts';

/** Opinions on quality. They stand beside a gate, labelled with their method, and decide nothing. */
export interface Quality {
  /** A view of measured work. */
  assess(request: AssessmentRequest, signal?: AbortSignal): Promise<Assessment>;
  /** What a phase's score will be. */
  predict(request: PredictionRequest, signal?: AbortSignal): Promise<Prediction>;
}

/** The service gave no answer that can be used; the message says why. */
export class QualityUnavailable extends Error {
  override readonly name = 'QualityUnavailable';
}
