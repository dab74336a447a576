import { isObject, parsed, refused } from '../../domain/brand.ts';
import type { Parsed } from '../../domain/brand.ts';
import { FREE } from '../../domain/prices.ts';
import type { ModelPrices } from '../../domain/prices.ts';

/** Prices by model name; `*` stands for every other model. */
export type PriceTable = ReadonlyMap<string, ModelPrices>;

const PRICES_HELP =
  'Prices are "free", {"input":…,"output":…} in USD per million tokens, or a map from model names to these';

const isPrice = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1_000_000;

const parseOne = (value: unknown): Parsed<ModelPrices> => {
  if (value === 'free') return parsed(FREE);
  if (!isObject(value)) return refused(`${PRICES_HELP}.`);
  const unknown = Object.keys(value).find(
    (key) => !['input', 'output', 'cachedInput'].includes(key),
  );
  if (unknown !== undefined) return refused(`"${unknown}" is no price. ${PRICES_HELP}.`);
  const { input, output, cachedInput } = value;
  if (!isPrice(input) || !isPrice(output)) return refused(`${PRICES_HELP}.`);
  if (cachedInput === undefined) return parsed({ input, output });
  return isPrice(cachedInput) ? parsed({ input, output, cachedInput }) : refused(`${PRICES_HELP}.`);
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

export const pricesFor = (table: PriceTable, model: string): ModelPrices | undefined =>
  table.get(model) ?? table.get('*');
