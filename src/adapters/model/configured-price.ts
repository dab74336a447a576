import type { ProvidedModel } from '../../domain/model-spec.ts';
import type { ModelPrices } from '../../domain/prices.ts';
import { ModelNotConfigured } from '../../ports/model.ts';
import { completed, listedModel } from './list-price.ts';
import { parsePrices } from './prices.ts';
import type { PriceTable } from './prices.ts';

const readTable = (text: string | undefined): PriceTable => {
  if (text === undefined) return new Map();
  const table = parsePrices(text);
  if (!table.ok) throw new ModelNotConfigured(`MAESTRO_MODEL_PRICES: ${table.problem}`);
  return table.value;
};

/**
 * What a model costs: by the setting where it names the model, by the provider's public price, or
 * by the setting's price for all others. So "free" for local models makes no other model free.
 * @param text of the setting, see `prices.ts`.
 * @throws ModelNotConfigured when that is nowhere said.
 */
export const configuredPrice = (
  { provider, model }: ProvidedModel,
  text: string | undefined,
): ModelPrices => {
  const table = readTable(text);
  const named = table.get(`${provider}:${model}`) ?? table.get(model);
  const prices = named ?? listedModel(provider, model)?.prices ?? table.get('*');
  if (prices !== undefined) return completed(provider, prices);
  throw new ModelNotConfigured(
    `What "${provider}:${model}" costs is not configured, and there is no price for "${model}" on the public list. Set MAESTRO_MODEL_PRICES, in USD per million tokens: '{"${model}":{"input":0.5,"output":1.5}}' say, or '{"${model}":"free"}'.`,
  );
};
