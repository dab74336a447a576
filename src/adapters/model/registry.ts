import type { LanguageModelV4 } from '@ai-sdk/provider';
import { isModelSpec, MODEL_SPEC_HELP, providedModel } from '../../domain/model-spec.ts';
import type { ProvidedModel, Provider } from '../../domain/model-spec.ts';
import { FREE } from '../../domain/prices.ts';
import { createConcealer, createScrubber } from '../../domain/secrets.ts';
import type { ProviderLimit } from '../../domain/provider-limit.ts';
import { ModelNotConfigured } from '../../ports/model.ts';
import type { Models, ResolvedModel } from '../../ports/model.ts';
import { UNLIMITED } from '../../ports/provider-limits.ts';
import type { ProviderLimits } from '../../ports/provider-limits.ts';
import { createAnthropicModel } from './anthropic.ts';
import { ALWAYS_CLOSED, BREAKER_DEFAULTS, createBreakers } from './breaker.ts';
import type { BreakerOptions } from './breaker.ts';
import { checkRequirement, createBlueprint } from './blueprint/index.ts';
import { CALL_LIMITS } from './call-limits.ts';
import type { CallLimits } from './call-limits.ts';
import { configuredPrice } from './configured-price.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { listedModel } from './list-price.ts';
import { createCompatibleModel } from './openai-compatible.ts';
import { createChatModel, createResponsesModel } from './openai.ts';
import type { ModelOptions } from './options.ts';

/** How a provider is reached, and which settings say so. */
export interface ProviderOptions {
  /** It answers nobody without a key. */
  readonly needsKey: boolean;
  readonly baseUrl?: string;
  /** May throw, with a message for people. */
  readonly key: () => string | undefined;
  readonly urlSetting: string;
  readonly keySetting: string;
  /** Of all workers together; none when absent. */
  readonly limit?: ProviderLimit;
}

export interface ModelsOptions {
  readonly providers?: Partial<Readonly<Record<Provider, ProviderOptions>>>;
  /** `free`, or JSON, see `prices.ts`. */
  readonly prices?: string;
  /** 0 to 2; left to the provider when absent. */
  readonly temperature?: number;
  readonly limits?: Partial<CallLimits>;
  readonly breaker?: Partial<BreakerOptions>;
  /** Who holds providers to their limits; nobody when absent. */
  readonly turnsOf?: ProviderLimits['turnsOf'];
}

const CREATE: Readonly<Record<Provider, (options: ModelOptions) => LanguageModelV4>> = {
  anthropic: createAnthropicModel,
  openai: createResponsesModel,
  'openai-chat': createChatModel,
  'openai-compatible': (options) => createCompatibleModel('openai-compatible', options),
  ollama: (options) => createCompatibleModel('ollama', options),
  litellm: (options) => createCompatibleModel('litellm', options),
};

/** The key of a provider. A line break in it would be told by the error of whoever sends it. */
const keyOf = (spec: string, options: ProviderOptions): string | undefined => {
  let key: string | undefined;
  try {
    key = options.key();
  } catch (error) {
    throw new ModelNotConfigured(error instanceof Error ? error.message : 'The key is missing.');
  }
  if (key === undefined && options.needsKey) {
    throw new ModelNotConfigured(`"${spec}" needs a key: set ${options.keySetting}.`);
  }
  if (key === undefined || /^[\x21-\x7e]+$/.test(key)) return key;
  throw new ModelNotConfigured(
    `The key for "${spec}" holds a space, a line break or a letter that no key has: set ${options.keySetting} anew.`,
  );
};

const urlOf = (spec: string, { baseUrl, urlSetting }: ProviderOptions): string => {
  if (baseUrl !== undefined) return baseUrl;
  throw new ModelNotConfigured(
    `"${spec}" needs the base URL of its server: set ${urlSetting}, to http://127.0.0.1:8000/v1 say.`,
  );
};

/**
 * A shorter one is a word that a server of one's own wants for a key, `ollama` say, and may stand in
 * any answer; in what is told of failures it is taken out all the same.
 */
const KEY_MIN = 12;

/** All keys there are: a gateway may tell of another's. */
const secretsOf = (providers: NonNullable<ModelsOptions['providers']>): readonly string[] =>
  Object.values(providers).flatMap(({ key }) => {
    try {
      return key() ?? [];
    } catch {
      // Told of by whoever needs it.
      return [];
    }
  });

const resolveProvided = (
  spec: string,
  { provider, model }: ProvidedModel,
  { providers = {}, prices, temperature, limits, turnsOf }: ModelsOptions,
): Omit<ResolvedModel, 'breaker'> => {
  const access = providers[provider];
  if (access === undefined) throw new ModelNotConfigured(`Nobody told how "${spec}" is reached.`);
  const apiKey = keyOf(spec, access);
  const contextWindow = listedModel(provider, model)?.contextWindow;
  const secrets = secretsOf(providers);
  const scrub = createScrubber(secrets);
  const options = {
    baseUrl: urlOf(spec, access),
    model,
    fetch: guardedFetch({ ...CALL_LIMITS, ...limits }, scrub),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
  return {
    spec,
    model: CREATE[provider](options),
    trusted: false,
    offline: false,
    prices: configuredPrice({ provider, model }, prices),
    ...(contextWindow === undefined ? {} : { contextWindow }),
    turns: (access.limit && turnsOf?.(access.limit)) ?? UNLIMITED,
    scrub,
    conceal: createConcealer(secrets.filter(({ length }) => length >= KEY_MIN)),
    settings: { url: access.urlSetting, key: access.keySetting },
    ...(temperature === undefined ? {} : { temperature }),
  };
};

const blueprint = (): ResolvedModel => ({
  spec: 'blueprint',
  model: createBlueprint(),
  trusted: true,
  offline: true,
  prices: FREE,
  breaker: ALWAYS_CLOSED,
  turns: UNLIMITED,
  scrub: (text) => text,
  conceal: (text) => text,
  settings: { url: 'MAESTRO_MODEL', key: 'MAESTRO_MODEL' },
});

/** The models that this worker can ask. */
export const createModels = (options: ModelsOptions = {}): Models => {
  const breakerOf = createBreakers({ ...BREAKER_DEFAULTS, ...options.breaker });
  return {
    resolve: (spec) => {
      if (!isModelSpec(spec)) throw new ModelNotConfigured(MODEL_SPEC_HELP);
      const provided = providedModel(spec);
      if (provided === undefined) return blueprint();
      return { ...resolveProvided(spec, provided, options), breaker: breakerOf(spec) };
    },
    check: (spec, requirement, given) => {
      if (spec === 'blueprint') checkRequirement(requirement, given);
    },
  };
};
