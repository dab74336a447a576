import type { LoadedConfig } from '../config/index.ts';

/** Whether the worker may have a setting for these models that this command was not given. */
const mayBeKnown = async (list: string, loaded: LoadedConfig): Promise<boolean> => {
  const { modelVariables, toEnvironment } = await import('../config/index.ts');
  const { keptSettings } = await import('../stack/index.ts');
  const kept = keptSettings({ loaded });
  if (kept === undefined) return true;
  const given = toEnvironment(loaded);
  return modelVariables(list).some((name) => kept.has(name) && !(name in given));
};

/**
 * Refuses models that the worker could not ask, for want of an address, a key or a price, as far
 * as that can be known before anything is started.
 * @throws ModelNotConfigured naming the setting
 */
export const checkModels = async (
  models: readonly string[],
  loaded: LoadedConfig,
): Promise<void> => {
  const list = models.filter((model) => model !== 'blueprint').join(',');
  // The providers' libraries are loaded only for who asks one.
  if (list === '') return;
  const { modelSettings } = await import('../config/index.ts');
  const { checkModel: check } = await import('../client/connect.ts');
  try {
    await check(list, modelSettings(loaded.config));
  } catch (error) {
    if (!(await mayBeKnown(list, loaded))) throw error;
  }
};
