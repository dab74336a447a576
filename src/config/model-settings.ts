import { allModels } from '../domain/model-choice.ts';
import { PROVIDERS } from '../domain/model-spec.ts';
import { judgeBeside, judgesIn } from '../domain/opinions.ts';
import { providerAccess } from './provider-access.ts';
import type { ProviderAccess } from './provider-access.ts';
import type { Config } from './schema.ts';

/** All that the configuration says of models, as the registry of models takes it. */
export interface ModelSettings {
  readonly providers: Readonly<Partial<Record<ProviderAccess['provider'], ProviderAccess>>>;
  readonly limits: Config['modelCalls'];
  readonly breaker: { readonly failures: number; readonly openMs: number };
  readonly prices?: string;
}

/** As it stands in the environment: in a file, prices may be a map. */
const pricesText = (prices: Config['modelPrices']): string | undefined =>
  typeof prices === 'object' ? JSON.stringify(prices) : prices;

/** Gathers what a registry of models needs; keys are read when they are asked for. */
export function modelSettings(config: Config): ModelSettings {
  const prices = pricesText(config.modelPrices);
  return {
    providers: Object.fromEntries(
      PROVIDERS.map((provider) => [provider, providerAccess(config, provider)]),
    ),
    limits: config.modelCalls,
    breaker: {
      failures: config.modelCalls.breakerFailures,
      openMs: config.modelCalls.breakerMs,
    },
    ...(prices === undefined ? {} : { prices }),
  };
}

/** Every model that the configuration names, of all lists, the execution's first and who judges last. */
export const configuredModels = (config: Config): readonly string[] => {
  const models = allModels(config);
  const judges = judgesIn(judgeBeside(config.gates.judgeModel, models));
  return [...new Set([...models, ...judges])];
};
