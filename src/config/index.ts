export { ConfigError } from './config-error.ts';
export { errorCode } from './error-code.ts';
export { explain, toEnvironment } from './explain.ts';
export { inherited, inheritedWhole } from './inherited.ts';
export { loadConfig } from './load.ts';
export type { ConfigInputs, LoadedConfig, PartialConfig } from './load.ts';
export type { Config } from './schema.ts';
export { settings } from './settings.ts';
