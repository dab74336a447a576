/** The configuration as rows for people, and as an environment for child processes. */
import { environmentText } from './environment.ts';
import type { LoadedConfig } from './load.ts';
import { settings } from './settings.ts';

/** One setting as `maestro config` shows it. */
export interface ExplainedSetting {
  readonly key: string;
  /** JSON-like value; `(set)` for a secret that has one, absent when there is none. */
  readonly value?: unknown;
  /** `default`, `environment`, `flags`, a file's path, or `unset`. */
  readonly source: string;
  /** The environment variable that sets it. */
  readonly env: string;
  readonly description: string;
}

/** The value under a dotted key, or nothing. */
export function valueOf(config: object, key: string): unknown {
  return key.split('.').reduce<unknown>((at, name) => {
    if (typeof at !== 'object' || at === null) return undefined;
    return Object.getOwnPropertyDescriptor(at, name)?.value;
  }, config);
}

/** Every setting with its value and where it comes from; secrets are masked. */
export function explain(loaded: LoadedConfig): readonly ExplainedSetting[] {
  return settings.map(({ key, env, description, secret }) => {
    const value = valueOf(loaded.config, key);
    const source = loaded.sources.get(key) ?? (value === undefined ? 'unset' : 'default');
    const shown = secret && value !== undefined ? '(set)' : value;
    return { key, ...(shown !== undefined && { value: shown }), source, env, description };
  });
}

/**
 * The settings that somebody gave, as environment variables: a child process that is started with
 * them elsewhere reads the same configuration.
 */
export function toEnvironment(loaded: LoadedConfig): Readonly<Record<string, string>> {
  const given = settings.filter(({ key }) => (loaded.sources.get(key) ?? 'default') !== 'default');
  const texts = given.map(
    ({ key, env }) => [env, environmentText(valueOf(loaded.config, key))] as const,
  );
  return { MAESTRO_HOME: loaded.config.home, ...Object.fromEntries(texts) };
}
