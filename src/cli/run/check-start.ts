import type { LoadedConfig } from '../../config/index.ts';
import { strangerInBudget } from '../../domain/budget.ts';
import { allModels, mergeChoices, strangerIn } from '../../domain/model-choice.ts';
import type { ModelChoices } from '../../domain/model-choice.ts';
import { judgeBeside, judgesIn, payersIn, problemOfJudge } from '../../domain/opinions.ts';
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
  const { personaFolders, budget, gates } = loaded.config;
  const { loadPersonas, loadSingle, openBlueprint } = await import('../../client/connect.ts');
  const models = mergeChoices(loaded.config.models, given);
  const all = allModels({ model, models });
  if (all.includes('blueprint')) {
    (await openBlueprint()).check(requirement, { assumeRecords });
  }
  const personas = [
    ...(await loadPersonas(personaFolders)),
    ...(team === undefined ? [] : [await loadSingle()]),
  ];
  const ids = personas.map(({ id }) => id);
  const judges = judgesIn(judgeBeside(gates.judgeModel, all));
  const problem =
    strangerIn(models, ids) ??
    strangerInBudget(budget, payersIn(ids, judges)) ??
    problemOfJudge(ids, judges);
  if (problem !== undefined) throw new BadInput(problem);
  await checkModels([...all, ...judges], loaded);
};
