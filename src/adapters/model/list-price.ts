import { calcPrice } from '@pydantic/genai-prices';
import type { ModelPrice } from '@pydantic/genai-prices';
import type { Provider } from '../../domain/model-spec.ts';
import type { ModelPrices, PriceTier, Rates } from '../../domain/prices.ts';

/** What is publicly known of a model. */
export interface ListedModel {
  readonly prices: ModelPrices;
  /** Tokens of a request and its answer together, at most. */
  readonly contextWindow?: number;
}

/** Who sets public prices; by what name the list knows them. Nobody else's models are guessed. */
const LISTED: Readonly<Partial<Record<Provider, string>>> = {
  anthropic: 'anthropic',
  openai: 'openai',
  'openai-chat': 'openai',
};

/**
 * What Anthropic takes for writing to its cache, in multiples of the price of input: kept for five
 * minutes, and for an hour (https://platform.claude.com/docs/en/build-with-claude/prompt-caching).
 * For prices that say nothing of it.
 */
const ANTHROPIC_CACHE_WRITES = { fiveMinutes: 1.25, oneHour: 2 } as const;

const writesOf = (rates: Rates) => ({
  cacheWrite5m: rates.cacheWrite5m ?? ANTHROPIC_CACHE_WRITES.fiveMinutes * rates.input,
  cacheWrite1h: rates.cacheWrite1h ?? ANTHROPIC_CACHE_WRITES.oneHour * rates.input,
});

/** Prices with what the provider is known to take where they say nothing. */
export const completed = (provider: Provider, prices: ModelPrices): ModelPrices => {
  if (provider !== 'anthropic') return prices;
  const { tiers = [] } = prices;
  const whole = tiers.map((tier) => ({ ...tier, ...writesOf(tier) }));
  return { ...prices, ...writesOf(prices), ...(whole.length === 0 ? {} : { tiers: whole }) };
};

type ListedPrice = ModelPrice[string];

const priceAt = (price: ListedPrice, inputTokens: number): number | undefined => {
  if (typeof price !== 'object') return price;
  const tiers = price.tiers.filter(({ start }) => start <= inputTokens);
  return tiers.toSorted((a, b) => a.start - b.start).at(-1)?.price ?? price.base;
};

/** The rates of a request with more input than this; nothing where text is not priced by token. */
const ratesAt = (listed: ModelPrice, inputTokens: number): Rates | undefined => {
  const at = (name: string): number | undefined => priceAt(listed[name], inputTokens);
  const [input, output] = [at('input_mtok'), at('output_mtok')];
  if (input === undefined || output === undefined) return undefined;
  const [cachedInput, cacheWrite5m, cacheWrite1h] = [
    at('cache_read_mtok'),
    at('cache_write_mtok'),
    at('cache_write_1h_mtok') ?? at('cache_write_mtok'),
  ];
  return {
    input,
    output,
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(cacheWrite5m === undefined ? {} : { cacheWrite5m }),
    ...(cacheWrite1h === undefined ? {} : { cacheWrite1h }),
  };
};

const startsOf = (listed: ModelPrice): readonly number[] => {
  const starts = Object.values(listed).flatMap((price) =>
    typeof price === 'object' ? price.tiers.map(({ start }) => start) : [],
  );
  return [...new Set(starts)].toSorted((a, b) => a - b);
};

const pricesOf = (listed: ModelPrice): ModelPrices | undefined => {
  const base = ratesAt(listed, -1);
  if (base === undefined) return undefined;
  const tiers = startsOf(listed).flatMap((above): readonly PriceTier[] => {
    const rates = ratesAt(listed, above);
    return rates === undefined ? [] : [{ ...rates, above }];
  });
  return { ...base, ...(tiers.length === 0 ? {} : { tiers }) };
};

/** Any usage will do: what is asked for is the rates. */
const SOME = { input_tokens: 1, output_tokens: 1 };

/**
 * The public price of a model today, from the list that comes with the library: nothing is fetched.
 * @returns nothing for a model that is not on it.
 */
export const listedModel = (
  provider: Provider,
  model: string,
  now = new Date(),
): ListedModel | undefined => {
  const providerId = LISTED[provider];
  if (providerId === undefined) return undefined;
  const found = calcPrice(SOME, model, { providerId, timestamp: now });
  const prices = found === null ? undefined : pricesOf(found.model_price);
  if (prices === undefined) return undefined;
  const contextWindow = found?.model.context_window;
  return {
    prices: completed(provider, prices),
    ...(contextWindow === undefined ? {} : { contextWindow }),
  };
};
