import { isObject, parsed, refused } from '../../domain/brand.ts';
import type { JsonObject, Parsed } from '../../domain/brand.ts';
import { FREE } from '../../domain/prices.ts';
import type { ModelPrices, PriceTier, Rates } from '../../domain/prices.ts';

/**
 * Prices by model, named with its provider or without; `*` stands for every other model that has no
 * public price.
 */
export type PriceTable = ReadonlyMap<string, ModelPrices>;

const PRICES_HELP =
  'Prices are "free", {"input":…,"output":…} in USD per million tokens (also with cachedInput, cacheWrite5m, cacheWrite1h and tiers), or a map from model names to these';

const RATES = ['input', 'output', 'cachedInput', 'cacheWrite5m', 'cacheWrite1h'] as const;

const TIERS_MAX = 16;

const isPrice = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1_000_000;

const parseRates = (value: JsonObject, more: string): Parsed<Rates> => {
  const names = Object.keys(value).filter((key) => key !== more);
  const unknown = names.find((key) => !(RATES as readonly string[]).includes(key));
  if (unknown !== undefined) return refused(`"${unknown}" is no price. ${PRICES_HELP}.`);
  const given = Object.fromEntries(names.map((name) => [name, value[name]]));
  const { input, output, ...others } = given;
  return isPrice(input) && isPrice(output) && Object.values(others).every(isPrice)
    ? parsed({ ...others, input, output })
    : refused(`${PRICES_HELP}.`);
};

const parseTier = (value: unknown): Parsed<PriceTier> => {
  const above = isObject(value) ? value['above'] : undefined;
  if (!isObject(value) || !Number.isSafeInteger(above) || Number(above) < 0) {
    return refused('A tier is {"above":<input tokens>,"input":…,"output":…}.');
  }
  const rates = parseRates(value, 'above');
  return rates.ok ? parsed({ ...rates.value, above: Number(above) }) : rates;
};

const parseTiers = (value: unknown): Parsed<readonly PriceTier[]> => {
  if (value === undefined) return parsed([]);
  if (!Array.isArray(value) || value.length > TIERS_MAX) {
    return refused(`"tiers" must be a list of at most ${String(TIERS_MAX)}.`);
  }
  const tiers: PriceTier[] = [];
  for (const item of value as readonly unknown[]) {
    const tier = parseTier(item);
    if (!tier.ok) return tier;
    tiers.push(tier.value);
  }
  return parsed(tiers);
};

const parseOne = (value: unknown): Parsed<ModelPrices> => {
  if (value === 'free') return parsed(FREE);
  if (!isObject(value)) return refused(`${PRICES_HELP}.`);
  const rates = parseRates(value, 'tiers');
  if (!rates.ok) return rates;
  const tiers = parseTiers(value['tiers']);
  if (!tiers.ok) return tiers;
  return parsed({ ...rates.value, ...(tiers.value.length === 0 ? {} : { tiers: tiers.value }) });
};

const parseTable = (value: unknown): Parsed<PriceTable> => {
  if (!isObject(value) || 'input' in value || 'output' in value) {
    const prices = parseOne(value);
    return prices.ok ? parsed(new Map([['*', prices.value]])) : prices;
  }
  const table = new Map<string, ModelPrices>();
  for (const [model, item] of Object.entries(value)) {
    const prices = parseOne(item);
    if (!prices.ok) return refused(`For "${model}": ${prices.problem}`);
    table.set(model, prices.value);
  }
  return parsed(table);
};

/** Reads the setting: `free`, or JSON of one price or of a map from model names to prices. */
export const parsePrices = (text: string): Parsed<PriceTable> => {
  if (text.trim() === 'free') return parseTable('free');
  try {
    return parseTable(JSON.parse(text));
  } catch {
    return refused(`${PRICES_HELP}; it is not JSON.`);
  }
};
