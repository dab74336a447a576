import { modelsOf } from '../domain/model-spec.ts';
import type { Config } from './schema.ts';

/** A model that the configuration names, and the settings that name it. */
export interface ModelUse {
  readonly spec: string;
  /** Dotted keys, such as `models.phases.design`; with a place where it stands in a list. */
  readonly settings: readonly string[];
}

const listsOf = ({ model, models, gates }: Config): readonly (readonly [string, string])[] => [
  ['model', model],
  ...Object.entries(models.phases).map(
    ([phase, list]) => [`models.phases.${phase}`, list ?? ''] as const,
  ),
  ...Object.entries(models.personas).map(([id, list]) => [`models.personas.${id}`, list] as const),
  ['gates.judgeModel', gates.judgeModel ?? ''],
];

/** Every model that the configuration names, the execution's first, each once. */
export const modelUses = (config: Config): readonly ModelUse[] => {
  const uses = new Map<string, string[]>();
  for (const [key, list] of listsOf(config)) {
    if (list === '') continue;
    for (const [index, spec] of modelsOf(list).entries()) {
      const place = index === 0 ? key : `${key} (fallback ${String(index)})`;
      uses.set(spec, [...(uses.get(spec) ?? []), place]);
    }
  }
  return [...uses].map(([spec, settings]) => ({ spec, settings }));
};
