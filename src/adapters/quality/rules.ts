import { assessByRule } from '../../domain/assessment.ts';
import { predictByRule } from '../../domain/prediction.ts';
import type { Quality } from '../../ports/quality.ts';

/** Opinions by rules of ours, without asking anybody. */
export const ruleQuality: Quality = {
  assess: (request) => Promise.resolve(assessByRule(request)),
  predict: (request) => Promise.resolve(predictByRule(request)),
};
