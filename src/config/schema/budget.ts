import { z } from 'zod';
import type { Phase } from '../../domain/phases.ts';
import { about, personaId, usd } from './values.ts';

const phaseCap = (phase: Phase) =>
  usd.optional().meta(about(`The most that the ${phase} phase may cost, in US dollars`));

/** What an execution may spend; `--budget` and the start input go before `usd`. */
export const budget = z.strictObject({
  usd: usd
    .optional()
    .meta(about('The most that an execution may cost, in US dollars; else no limit')),
  phases: z.strictObject({
    requirements: phaseCap('requirements'),
    design: phaseCap('design'),
    implementation: phaseCap('implementation'),
    testing: phaseCap('testing'),
    deployment: phaseCap('deployment'),
  } satisfies Record<Phase, unknown>),
  personas: z
    .record(personaId, usd)
    .default({})
    .meta(
      about('The most that personas may cost in one execution, by id; JSON in the environment'),
    ),
});
