import { randomUUID } from 'node:crypto';
import { createModelStates } from '../adapters/limits/model-states.ts';
import { createProviderLimits } from '../adapters/limits/postgres.ts';
import { createModels } from '../adapters/model/registry.ts';
import type { Database } from '../adapters/postgres/index.ts';
import { modelSettings } from '../config/index.ts';
import type { Config } from '../config/index.ts';
import type { Models } from '../ports/model.ts';
import type { ModelStateChange } from '../ports/model-states.ts';
import { workerName } from './name.ts';

/** The models that a worker can ask, beside all others. */
export interface WorkerModels {
  readonly models: Models;
  /** Gives back its leases, and shows its circuit breakers no more. */
  readonly close: () => Promise<void>;
}

const lineOf = ({ model, state, reason }: ModelStateChange): string =>
  `The circuit breaker of ${model} is ${state.replace('_', ' ')}: ${reason}.`;

/**
 * @param say told of what a person may want to know, such as that a model is not asked for a while
 */
export const createWorkerModels = (
  config: Config,
  database: Database,
  say: (line: string) => void,
): WorkerModels => {
  const settings = modelSettings(config);
  const worker = workerName();
  // A pid comes again: what a worker before this one held is not this one's.
  const limits = createProviderLimits(database, `${worker}:${randomUUID()}`);
  const states = createModelStates(database, worker);
  const onChange = (change: ModelStateChange): void => {
    states.record(change);
    say(lineOf(change));
  };
  const { turnsOf } = limits;
  return {
    models: createModels({ ...settings, breaker: { ...settings.breaker, onChange }, turnsOf }),
    close: async () => {
      await Promise.all([limits.close(), states.close()]);
    },
  };
};
