import { providedModel } from '../../domain/model-spec.ts';
import { FREE } from '../../domain/prices.ts';
import type { ModelPrices } from '../../domain/prices.ts';
import { ModelNotConfigured } from '../../ports/model.ts';
import { configuredPrice } from './configured-price.ts';
import { listedModel } from './list-price.ts';

/** What is known of a model without asking it. */
export interface ModelFacts {
  /** Absent when nobody has said what it costs. */
  readonly prices?: ModelPrices;
  /** Tokens of a request and its answer together, at most; absent when unknown. */
  readonly contextWindow?: number;
}

const pricesOf = (spec: string, text: string | undefined): ModelPrices | undefined => {
  const provided = providedModel(spec);
  if (provided === undefined) return FREE;
  try {
    return configuredPrice(provided, text);
  } catch (error) {
    if (error instanceof ModelNotConfigured) return undefined;
    throw error;
  }
};

/** @param pricesText the setting of prices, see `prices.ts` */
export const factsOf = (spec: string, pricesText: string | undefined): ModelFacts => {
  const provided = providedModel(spec);
  const listed = provided && listedModel(provided.provider, provided.model);
  const prices = pricesOf(spec, pricesText);
  return {
    ...(prices === undefined ? {} : { prices }),
    ...(listed?.contextWindow === undefined ? {} : { contextWindow: listed.contextWindow }),
  };
};
