import type { LoadedConfig } from '../config/index.ts';

/** Whether the worker may have a setting for this model that this command was not given. */
const mayBeKnown = async (model: string, loaded: LoadedConfig): Promise<boolean> => {
  const { modelVariables, toEnvironment } = await import('../config/index.ts');
  const { keptSettings } = await import('../stack/index.ts');
  const kept = keptSettings({ loaded });
  if (kept === undefined) return true;
  const given = toEnvironment(loaded);
  return modelVariables(model).some((name) => kept.has(name) && !(name in given));
};

/**
 * Refuses a model that the worker could not ask, for want of an address, a key or a price, as far
 * as that can be known before anything is started.
 * @throws ModelNotConfigured naming the setting
 */
export const checkModel = async (model: string, loaded: LoadedConfig): Promise<void> => {
  const { modelSettings } = await import('../config/index.ts');
  const { checkModel: check } = await import('../client/connect.ts');
  try {
    await check(model, modelSettings(loaded.config));
  } catch (error) {
    if (!(await mayBeKnown(model, loaded))) throw error;
  }
};
