import type { Config } from '../config/index.ts';
import { mergeChoices } from '../domain/model-choice.ts';
import type { Settings, SandboxKind } from '../domain/settings.ts';
import type { StartInput } from '../domain/start-input.ts';

/** What the worker found out about its surroundings when it started. */
export interface Surroundings {
  readonly searchAttributes: boolean;
  readonly sandbox: () => Promise<SandboxKind>;
}

/** The worker's settings with what the start input says on top; an execution keeps them for good. */
export const settingsFor =
  (config: Config, { searchAttributes, sandbox }: Surroundings) =>
  async (start: StartInput): Promise<Settings> => ({
    model: start.model ?? config.model,
    models: mergeChoices(config.models, start.models),
    maxPhaseIterations: start.maxPhaseIterations ?? config.maxPhaseIterations,
    thresholds: config.thresholds,
    limits: config.limits,
    sandbox: await sandbox(),
    approvals: start.approvals ?? [],
    assumeRecords: start.assumeRecords ?? false,
    searchAttributes,
  });
