/** Who can be asked for a model, in the order in which they are listed to people. */
export const PROVIDERS = [
  'anthropic',
  'openai',
  'openai-chat',
  'openai-compatible',
  'ollama',
  'litellm',
] as const;

export type Provider = (typeof PROVIDERS)[number];

/** A model of a provider; `openai` is its Responses API, `openai-chat` its Chat Completions. */
export interface ProvidedModel {
  readonly provider: Provider;
  /** As the provider knows it; it may hold colons and slashes. */
  readonly model: string;
}

/** Printable, without spaces and without the comma that parts the models of a list. */
const NAME = /^[\x21-\x2b\x2d-\x7e]{1,200}$/;

/** Takes `<provider>:<model>` apart; the provider is what stands before the first colon. */
export const providedModel = (spec: string): ProvidedModel | undefined => {
  const colon = spec.indexOf(':');
  const provider = PROVIDERS.find((name) => name === spec.slice(0, colon));
  const model = spec.slice(colon + 1);
  return provider === undefined || !NAME.test(model) ? undefined : { provider, model };
};

/** Whether a text names a model, as `blueprint` or `<provider>:<model>`. */
export const isModelSpec = (value: unknown): value is string =>
  typeof value === 'string' && (value === 'blueprint' || providedModel(value) !== undefined);

/** Models of one list. */
const MODELS_MAX = 5;

/** The models of a list, in the order in which they are asked: the next when one can't answer. */
export const modelsOf = (list: string): readonly string[] =>
  list.split(',').map((spec) => spec.trim());

/** Whether a text names one model or several, with commas between them; blueprint stands alone. */
export const isModelList = (value: unknown): value is string => {
  if (typeof value !== 'string') return false;
  const specs = modelsOf(value);
  const alone = specs.length === 1 || !specs.includes('blueprint');
  const distinct = new Set(specs).size === specs.length;
  return specs.length <= MODELS_MAX && alone && distinct && specs.every(isModelSpec);
};

export const MODEL_SPEC_HELP = `A model is "blueprint" or "<provider>:<model name>" with the provider ${PROVIDERS.slice(0, -1).join(', ')} or ${PROVIDERS.at(-1) ?? ''}; up to ${String(MODELS_MAX)} different ones of providers, with commas between them, are asked in turn when one can't answer.`;
