import type { ValidationSettings } from '../../src/client/connect-validation.ts';
import { loadConfig, packageSettings, sandboxSettings } from '../../src/config/index.ts';

/** What `maestro validate` would be given here: the defaults, unless this machine is configured. */
export const loadSettings = (): ValidationSettings => {
  const { config } = loadConfig();
  const { personaFolders, limits, gates, thresholds } = config;
  return {
    personaFolders,
    sandbox: sandboxSettings(config),
    packages: packageSettings(config),
    limits: limits.sandbox,
    mutationMs: 1000 * gates.mutationSeconds,
    orderMs: 1000 * gates.orderSeconds,
    thresholds,
  };
};
