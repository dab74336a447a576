import type { LoadedConfig } from '../../config/index.ts';
import { strangerInBudget } from '../../domain/budget.ts';
import { allModels, mergeChoices, strangerIn } from '../../domain/model-choice.ts';
import type { ModelChoices } from '../../domain/model-choice.ts';
import type { Requirement } from '../../domain/requirement.ts';
import type { RunFlags } from '../../schemas/flags.ts';
import { BadInput } from '../bad-input.ts';
import { checkModels } from '../check-models.ts';

type StartModels = Pick<RunFlags, 'assumeRecords'> &
  Partial<Pick<RunFlags, 'team'>> & {
    readonly model: string;
    /** Of phases and personas. */
    readonly models: ModelChoices;
  };

/**
 * What a new execution needs of its requirement, its models and its personas.
 * @throws BadInput, RequirementNotSupported, ModelNotConfigured, PersonaInvalid
 */
export const checkStart = async (
  requirement: Requirement,
  { model, models: given, assumeRecords = false, team }: StartModels,
  loaded: LoadedConfig,
): Promise<void> => {
  const { personaFolders, budget } = loaded.config;
  const { loadPersonas, loadSingle, openBlueprint } = await import('../../client/connect.ts');
  const models = mergeChoices(loaded.config.models, given);
  if (allModels({ model, models }).includes('blueprint')) {
    (await openBlueprint()).check(requirement, { assumeRecords });
  }
  const personas = [
    ...(await loadPersonas(personaFolders)),
    ...(team === undefined ? [] : [await loadSingle()]),
  ];
  const ids = personas.map(({ id }) => id);
  const stranger = strangerIn(models, ids) ?? strangerInBudget(budget, ids);
  if (stranger !== undefined) throw new BadInput(stranger);
  await checkModels(allModels({ model, models }), loaded);
};
