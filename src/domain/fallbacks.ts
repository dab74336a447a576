import { modelFor } from './model-choice.ts';
import type { ModelChoices } from './model-choice.ts';
import { modelsOf } from './model-spec.ts';
import type { PersonaId } from './persona.ts';
import type { Phase } from './phases.ts';

/** Completed calls that one model answered for one persona in one phase. */
export interface Answers {
  readonly phase: Phase;
  readonly persona: PersonaId;
  /** As asked for, `provider:model`. */
  readonly model: string;
  readonly calls: number;
}

/** Answers of a model that was not the first of its list. */
export interface Fallback extends Answers {
  /** The first of the list, which could not answer. */
  readonly insteadOf: string;
}

interface Asked {
  /** Of the execution as a whole, as it is now. */
  readonly model?: string | undefined;
  readonly models?: ModelChoices | undefined;
}

/** Who answered in place of the model that is asked first. */
export const fallbacksIn = (
  { model, models = {} }: Asked,
  answers: readonly Answers[],
): readonly Fallback[] =>
  answers.flatMap((those) => {
    if (model === undefined || those.calls === 0) return [];
    const [insteadOf = '', ...others] = modelsOf(modelFor({ models }, { ...those, model }));
    return others.includes(those.model) ? [{ ...those, insteadOf }] : [];
  });
