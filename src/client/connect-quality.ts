/** Predictions without an execution: by the quality service where one is configured, else by rule. */
import type { PersonaId } from '../domain/persona.ts';
import type { Phase } from '../domain/phases.ts';
import { optimalFor } from '../domain/prediction.ts';
import type { Prediction } from '../domain/prediction.ts';
import { relevanceOf } from '../domain/relevance.ts';
import { InvalidInput } from './errors.ts';

export interface PredictionInput {
  readonly requirement: string;
  readonly phases: readonly Phase[];
  /** Ids; whoever an execution would have in its teams when absent. */
  readonly team?: readonly PersonaId[];
}

export interface PredictionSettings {
  readonly personaFolders: readonly string[];
  /** Of the quality service. */
  readonly baseUrl?: string | undefined;
}

/** One prediction for each phase. @throws InvalidInput for a persona that there is not */
export const predictQuality = async (
  { requirement, phases, team }: PredictionInput,
  { personaFolders, baseUrl }: PredictionSettings,
): Promise<readonly Prediction[]> => {
  const { loadPersonas } = await import('./connect.ts');
  const { createQuality } = await import('../adapters/quality/index.ts');
  const personas = (await loadPersonas(personaFolders)).map((persona) => ({
    ...persona,
    relevance: relevanceOf(persona.keywords, requirement),
  }));
  const known = personas.map(({ id }) => id);
  const stranger = team?.find((id) => !known.includes(id));
  if (stranger !== undefined) {
    throw new InvalidInput(`There is no persona "${stranger}"; there are ${known.join(', ')}.`);
  }
  const quality = createQuality({ baseUrl });
  return Promise.all(
    phases.map((phase) =>
      quality.predict({
        requirement,
        phase,
        personas,
        team: team ?? optimalFor({ phase, personas }),
      }),
    ),
  );
};
