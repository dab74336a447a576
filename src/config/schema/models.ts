import { z } from 'zod';
import { PROVIDERS } from '../../domain/model-spec.ts';
import type { Phase } from '../../domain/phases.ts';
import { about, modelSpec, personaId } from './values.ts';

const phaseModel = (phase: Phase) =>
  modelSpec.optional().meta(about(`Model of the ${phase} phase, or a list; else \`model\``));

/** Whose model is another than the execution's; what the start input says goes on top. */
const models = z.strictObject({
  phases: z.strictObject({
    requirements: phaseModel('requirements'),
    design: phaseModel('design'),
    implementation: phaseModel('implementation'),
    testing: phaseModel('testing'),
    deployment: phaseModel('deployment'),
  } satisfies Record<Phase, unknown>),
  personas: z
    .record(personaId, modelSpec)
    .default({})
    .meta(about('Models of personas, by id, before those of phases; JSON in the environment')),
});

/** Which models are asked. */
export const modelChoice = {
  model: modelSpec
    .default('blueprint')
    .meta(
      about(
        `Model: "blueprint" or "<provider>:<model>", provider one of ${PROVIDERS.join(', ')}; or a list with commas, asked in turn when one can't answer`,
      ),
    ),
  models,
};
