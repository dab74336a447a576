import { z } from 'zod';
import { about, fraction, modelSpec, url } from './values.ts';

const thresholds = z.strictObject({
  first: fraction.default(0.6).meta(about('Score to pass in iteration 1 (0 to 1)')),
  second: fraction.default(0.75).meta(about('Score to pass in iteration 2 (0 to 1)')),
  later: fraction.default(0.85).meta(about('Score to pass from iteration 3 on (0 to 1)')),
  minImprovement: fraction
    .default(0.05)
    .meta(about('How much better a failing attempt must be than the best before it (0 to 1)')),
});

const gates = z.strictObject({
  mutationSeconds: z
    .number()
    .min(0)
    .max(60)
    .default(8)
    .meta(
      about(
        'Time for the kill rate of tests at each exit gate that measures it, in seconds (0 to 60); 0 turns it off',
      ),
    ),
  orderSeconds: z
    .number()
    .min(0)
    .max(60)
    .default(5)
    .meta(
      about(
        'Time in which runs of tests begin again and in other orders, at each exit gate that measures it, in seconds (0 to 60); 0 turns it off',
      ),
    ),
  judgeModel: modelSpec
    .refine(
      (list) => list !== 'blueprint',
      'must be a model of a provider; blueprint has no opinion',
    )
    .optional()
    .meta(
      about(
        'A model, or a list, that is asked for its opinion at each exit gate, as a judge: it may add warnings, and changes no score and no decision; else nobody is asked',
      ),
    ),
});

const quality = z.strictObject({
  baseUrl: url
    .optional()
    .meta(
      about(
        'A quality service, asked for a prediction and an assessment beside every gate; else a rule',
      ),
    ),
  acceptOnPrediction: z
    .enum(['off', 'on'])
    .default('off')
    .meta(
      about(
        'Whether a phase below its threshold, without an error, passes when its score is within .1 of a prediction with a confidence above .7',
      ),
    ),
});

/** What gates decide by, and who is asked beside them. */
export const judging = {
  thresholds,
  gates,
  quality,
  maxPhaseIterations: z
    .int()
    .min(1)
    .max(10)
    .default(3)
    .meta(about('Attempts of a phase before it is blocked (1 to 10)')),
};
