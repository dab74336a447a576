import { FREE } from '../../domain/prices.ts';
import type { ModelPrices } from '../../domain/prices.ts';
import { isModelSpec, MODEL_SPEC_HELP } from '../../domain/settings.ts';
import { ModelNotConfigured } from '../../ports/model.ts';
import type { Models, ResolvedModel } from '../../ports/model.ts';
import { checkRequirement, createBlueprint } from './blueprint/index.ts';
import { createOpenAICompatibleModel } from './openai-compatible.ts';
import { parsePrices, pricesFor } from './prices.ts';

export interface ModelsOptions {
  readonly openaiCompatible?: {
    readonly baseUrl?: string;
    /** Absent for servers that want none. */
    readonly apiKey?: string;
    /** `free`, or JSON, see `prices.ts`. */
    readonly prices?: string;
    /** 0 to 2; left to the server when absent. */
    readonly temperature?: number;
    /** Of a whole call, in ms. */
    readonly timeoutMs?: number;
  };
}

const PREFIX = 'openai-compatible:';

const priceOf = (model: string, text: string | undefined): ModelPrices => {
  const where = `Set MAESTRO_MODEL_PRICES: "free", or {"input":…,"output":…} in USD per million tokens`;
  if (text === undefined) {
    throw new ModelNotConfigured(`What "${model}" costs is not configured. ${where}.`);
  }
  const table = parsePrices(text);
  if (!table.ok) throw new ModelNotConfigured(`MAESTRO_MODEL_PRICES: ${table.problem}`);
  const prices = pricesFor(table.value, model);
  if (prices !== undefined) return prices;
  throw new ModelNotConfigured(
    `MAESTRO_MODEL_PRICES has no price for "${model}". Add it there, or one for "*".`,
  );
};

const resolveOpenAI = (
  spec: string,
  {
    baseUrl,
    apiKey,
    prices,
    temperature,
    timeoutMs,
  }: NonNullable<ModelsOptions['openaiCompatible']>,
): ResolvedModel => {
  const name = spec.slice(PREFIX.length);
  if (baseUrl === undefined) {
    throw new ModelNotConfigured(
      `"${spec}" needs the base URL of its server: set MAESTRO_OPENAI_BASE_URL.`,
    );
  }
  const options = {
    baseUrl,
    model: name,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
  return {
    spec,
    model: createOpenAICompatibleModel(options),
    trusted: false,
    offline: false,
    prices: priceOf(name, prices),
    ...(temperature === undefined ? {} : { temperature }),
  };
};

/** The models that this worker can ask. */
export const createModels = ({ openaiCompatible = {} }: ModelsOptions = {}): Models => ({
  resolve: (spec) => {
    if (!isModelSpec(spec)) throw new ModelNotConfigured(MODEL_SPEC_HELP);
    return spec === 'blueprint'
      ? { spec, model: createBlueprint(), trusted: true, offline: true, prices: FREE }
      : resolveOpenAI(spec, openaiCompatible);
  },
  check: (spec, requirement, options) => {
    if (spec === 'blueprint') checkRequirement(requirement, options);
  },
});
