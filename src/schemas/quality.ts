/** What a quality service answers; see docs/quality.md. Bounded, and nothing else is kept. */
import { z } from 'zod';
import { ASSESSED_MAX } from '../domain/assessment.ts';
import type { Assessment } from '../domain/assessment.ts';
import { DIMENSIONS } from '../domain/dimensions.ts';
import { parsePersonaId } from '../domain/persona.ts';
import type { PersonaId } from '../domain/persona.ts';
import type { Prediction } from '../domain/prediction.ts';

const TEXT_MAX = 1_000;
const LIST_MAX = 1_000;

const fraction = z.number().min(0).max(1);
const text = z.string().transform((value) => value.slice(0, TEXT_MAX));

/** Texts, or objects with a `message`; the first few are kept. */
const texts = z
  .array(z.union([text, z.object({ message: text }).transform(({ message }) => message)]))
  .max(LIST_MAX)
  .transform((values) => values.slice(0, ASSESSED_MAX));

const personaIds = z
  .array(z.string().max(TEXT_MAX))
  .max(LIST_MAX)
  .transform((values): readonly PersonaId[] =>
    values.flatMap((value) => {
      const id = parsePersonaId(value);
      return id.ok ? [id.value] : [];
    }),
  );

const dimensions = z
  .record(z.string().max(TEXT_MAX), z.unknown())
  .transform((values): Assessment['dimensions'] =>
    Object.fromEntries(
      DIMENSIONS.flatMap((name) => {
        const value = fraction.safeParse(values[name]);
        return value.success ? [[name, value.data]] : [];
      }),
    ),
  );

const assessed = z.object({
  overall_score: fraction,
  dimensions: dimensions.default({}),
  issues: texts.default([]),
  recommendations: texts.default([]),
  confidence: fraction,
});

const predicted = z.object({
  predicted_score: fraction,
  confidence: fraction,
  complexity_score: fraction.optional(),
  optimal_personas: personaIds.optional(),
  missing_personas: personaIds.optional(),
  note: text.optional(),
});

/** @throws z.ZodError */
export const readAssessment = (value: unknown): Omit<Assessment, 'method' | 'note'> => {
  const { overall_score: score, ...rest } = assessed.parse(value);
  return { score, ...rest };
};

/** What the service said, and only that. */
export type PredictionAnswer = Partial<
  Pick<Prediction, 'complexity' | 'optimal' | 'missing' | 'note'>
> &
  Pick<Prediction, 'score' | 'confidence'>;

/** @throws z.ZodError */
export const readPrediction = (value: unknown): PredictionAnswer => {
  const answer = predicted.parse(value);
  const { complexity_score: complexity, optimal_personas: optimal } = answer;
  const { missing_personas: missing, note } = answer;
  return {
    score: answer.predicted_score,
    confidence: answer.confidence,
    ...(complexity === undefined ? {} : { complexity }),
    ...(optimal === undefined ? {} : { optimal }),
    ...(missing === undefined ? {} : { missing }),
    ...(note === undefined ? {} : { note }),
  };
};
