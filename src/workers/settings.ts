import { packageGrant } from '../config/index.ts';
import type { Config } from '../config/index.ts';
import { parseBudget } from '../domain/budget.ts';
import type { Budget } from '../domain/budget.ts';
import { allModels, mergeChoices } from '../domain/model-choice.ts';
import type { NanoUsd } from '../domain/money.ts';
import { judgeBeside } from '../domain/opinions.ts';
import type { Settings, SandboxKind } from '../domain/settings.ts';
import type { StartInput } from '../domain/start-input.ts';

/** What the worker found out about its surroundings when it started. */
export interface Surroundings {
  readonly searchAttributes: boolean;
  readonly sandbox: () => Promise<SandboxKind>;
}

const toNano = (usd: number | undefined): NanoUsd | undefined => {
  const limit = parseBudget(usd);
  return limit.ok ? limit.value : undefined;
};

const limits = (
  caps: Readonly<Record<string, number | undefined>>,
): Readonly<Record<string, NanoUsd>> =>
  Object.fromEntries(
    Object.entries(caps).flatMap(([name, usd]) => {
      const limit = toNano(usd);
      return limit === undefined ? [] : [[name, limit]];
    }),
  );

const budgetFor = ({ usd, phases, personas }: Config['budget'], start: StartInput): Budget => {
  const total = toNano(start.budget ?? usd);
  return {
    ...(total === undefined ? {} : { total }),
    phases: limits(phases),
    personas: limits(personas),
  };
};

const chosenFor = (
  config: Config,
  start: StartInput,
): Pick<Settings, 'model' | 'models' | 'judgeModel'> => {
  const chosen = {
    model: start.model ?? config.model,
    models: mergeChoices(config.models, start.models),
  };
  const judgeModel = judgeBeside(config.gates.judgeModel, allModels(chosen));
  return { ...chosen, ...(judgeModel === undefined ? {} : { judgeModel }) };
};

/** The worker's settings with what the start input says on top; an execution keeps them for good. */
export const settingsFor =
  (config: Config, { searchAttributes, sandbox }: Surroundings) =>
  async (start: StartInput): Promise<Settings> => ({
    ...chosenFor(config, start),
    budget: budgetFor(config.budget, start),
    maxPhaseIterations: start.maxPhaseIterations ?? config.maxPhaseIterations,
    thresholds: config.thresholds,
    acceptOnPrediction: config.quality.acceptOnPrediction === 'on',
    limits: config.limits,
    mutationMs: 1000 * config.gates.mutationSeconds,
    orderMs: 1000 * config.gates.orderSeconds,
    sandbox: await sandbox(),
    packages: packageGrant(config.packages),
    approvals: start.approvals ?? [],
    assumeRecords: start.assumeRecords ?? false,
    searchAttributes,
  });
