import { isObject } from './brand.ts';
import { isModelList, MODEL_SPEC_HELP, modelsOf } from './model-spec.ts';
import { strangerAmong } from './nearest.ts';
import { parsePersonaId } from './persona.ts';
import type { PersonaId } from './persona.ts';
import { isPhase, PHASES } from './phases.ts';
import type { Phase } from './phases.ts';

/** Models, each one or a list, for some phases and for some personas. */
export interface ModelChoices {
  readonly phases?: Readonly<Partial<Record<Phase, string | undefined>>>;
  /** By persona id. */
  readonly personas?: Readonly<Record<string, string>>;
}

/** Personas that may have a model of their own. */
const PERSONAS_MAX = 200;

const problemOfEntries = (
  field: string,
  value: unknown,
  isKey: (key: string) => boolean,
  keys: string,
): string | undefined => {
  if (value === undefined) return undefined;
  const entries = isObject(value) ? Object.entries(value) : undefined;
  if (entries === undefined || entries.length > PERSONAS_MAX) {
    return `${field} must be an object from ${keys} to models.`;
  }
  for (const [key, list] of entries) {
    if (!isKey(key)) return `"${key.slice(0, 64)}" in ${field} is none of ${keys}.`;
    if (!isModelList(list)) return `${field}.${key}: ${MODEL_SPEC_HELP}`;
  }
  return undefined;
};

/** Why a value is no {@link ModelChoices}; the problem names the field. */
export const problemOfModels = (value: unknown): string | undefined => {
  if (!isObject(value)) return 'models must be an object with phases, personas or both.';
  const { phases, personas, ...others } = value;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    return `"${unknown.slice(0, 64)}" is no field of models; it has phases and personas.`;
  }
  return (
    problemOfEntries('models.phases', phases, isPhase, `the phases (${PHASES.join(', ')})`) ??
    problemOfEntries(
      'models.personas',
      personas,
      (key) => parsePersonaId(key).ok,
      'the persona ids',
    )
  );
};

/** `more` on top of `base`, phase by phase and persona by persona. */
export const mergeChoices = (base: ModelChoices, more: ModelChoices = {}): ModelChoices => ({
  phases: { ...base.phases, ...more.phases },
  personas: { ...base.personas, ...more.personas },
});

const othersThan = (model: string, lists: object = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(lists).filter(([, list]) => list !== undefined && list !== model),
  );

/** Those of the choices that are others than the execution's model; nothing where there is none. */
export const choicesBeside = (
  model: string,
  { phases, personas }: ModelChoices = {},
): ModelChoices | undefined => {
  const others = { phases: othersThan(model, phases), personas: othersThan(model, personas) };
  const count = Object.keys(others.phases).length + Object.keys(others.personas).length;
  return count === 0 ? undefined : others;
};

interface Chosen {
  readonly model: string;
  readonly models?: ModelChoices;
}

/** Every model that may be asked, of all lists. */
export const allModels = ({ model, models = {} }: Chosen): readonly string[] => {
  const phases = Object.values(models.phases ?? {}).filter((list) => list !== undefined);
  const lists = [model, ...phases, ...Object.values(models.personas ?? {})];
  return [...new Set(lists.flatMap(modelsOf))];
};

/** What is wrong with choices for a persona that there is not. */
export const strangerIn = (
  choices: ModelChoices = {},
  known: readonly PersonaId[],
): string | undefined => strangerAmong('models.personas', choices.personas, known);

/** Whose turn it is, and what a person said. */
export interface Asking {
  readonly persona: PersonaId;
  readonly phase: Phase;
  /** Of the execution as a whole, as it is now. */
  readonly model: string;
  /** A person resumed with it: then it holds for all. */
  readonly modelForAll?: true;
}

/** A persona may be called as what every object has. */
const own = (lists: Readonly<Record<string, string | undefined>> = {}, key: string) =>
  Object.hasOwn(lists, key) ? lists[key] : undefined;

/** Which models a persona asks: a person's word, else the persona's, the phase's, the execution's. */
export const modelFor = (
  { models = {} }: Pick<Chosen, 'models'>,
  { persona, phase, model, modelForAll }: Asking,
): string =>
  modelForAll === true
    ? model
    : (own(models.personas, persona) ?? own(models.phases, phase) ?? model);
