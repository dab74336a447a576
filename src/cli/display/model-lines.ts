import type { ModelLook } from '../../client/connect.ts';
import type { ModelUse, ProviderView } from '../../config/index.ts';
import { formatUsd } from '../../domain/money.ts';
import type { ModelPrices } from '../../domain/prices.ts';
import type { ModelStanding } from '../../ports/model-states.ts';
import type { Line } from './line.ts';
import { useText } from './standing-lines.ts';
import { table } from './table.ts';

export type SeenModel = ModelUse & ModelLook;

const UNKNOWN = 'unknown';

/** USD per million tokens, the first tier; `+` tells that long requests cost more. */
const priceOf = (prices: ModelPrices | undefined, name: 'input' | 'output'): string => {
  if (prices === undefined) return UNKNOWN;
  if (prices.input === 0 && prices.output === 0) return 'free';
  return `$${String(prices[name])}${(prices.tiers ?? []).length > 0 ? '+' : ''}`;
};

const answerOf = ({ check, problem }: SeenModel): string => {
  if (problem !== undefined) return problem;
  if (check === undefined) return '–';
  const cost = `${check.possiblyBilled ? 'at most ' : ''}${formatUsd(check.cost)}`;
  const paid = check.cost === 0 ? '' : `, ${cost}`;
  return check.answers
    ? `answers (${String(check.latencyMs)} ms${paid})`
    : `no${paid}: ${check.problem ?? 'it does not answer'}`;
};

export const providerLines = (
  providers: readonly ProviderView[],
  standing: ModelStanding | undefined,
): readonly Line[] =>
  table([
    ['provider', 'key', 'set by', 'base URL', 'calls'],
    ...providers.map((view) => [
      view.provider,
      view.key,
      view.keySetting,
      view.baseUrl ?? `– (${view.urlSetting})`,
      useText(view, standing),
    ]),
  ]);

export const modelLines = (models: readonly SeenModel[]): readonly Line[] =>
  table([
    ['model', 'context', 'input', 'output', 'named by', 'state'],
    ...models.map((model) => [
      model.spec,
      model.contextWindow === undefined ? UNKNOWN : String(model.contextWindow),
      priceOf(model.prices, 'input'),
      priceOf(model.prices, 'output'),
      model.settings.join(', '),
      answerOf(model),
    ]),
  ]);
