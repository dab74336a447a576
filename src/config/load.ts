/** Puts the layers together: defaults < YAML file < environment < flags. */
import { homedir } from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { environmentLayer } from './environment.ts';
import type { Environment } from './environment.ts';
import { fileLayer } from './file.ts';
import { nestedLayer } from './layer.ts';
import type { Layer } from './layer.ts';
import { configSchema } from './schema.ts';
import type { Config } from './schema.ts';
import { settingByKey, settings } from './settings.ts';

/** Any part of the configuration, nested as in {@link Config}. */
export type PartialConfig = {
  readonly [Key in keyof Config]?: Config[Key] extends readonly unknown[]
    ? Config[Key]
    : Config[Key] extends object
      ? PartialGroup<Config[Key]>
      : Config[Key] | undefined;
};
type PartialGroup<Group> = {
  readonly [Key in keyof Group]?: Group[Key] extends object
    ? PartialGroup<Group[Key]>
    : Group[Key] | undefined;
};

/** Where {@link loadConfig} reads; the process's own by default. */
export interface ConfigInputs {
  readonly flags?: PartialConfig;
  readonly env?: Environment;
  readonly cwd?: string;
}

/** The configuration and, for each dotted key, where its value comes from. */
export interface LoadedConfig {
  readonly config: Config;
  /** `default`, `environment`, `flags` or a file's path; a key that has no value is absent. */
  readonly sources: ReadonlyMap<string, string>;
}

type Tree = Record<string, unknown>;

/** Dotted keys as nested objects. All groups are there, so that the schema fills in their defaults. */
function nest(values: ReadonlyMap<string, unknown>): Tree {
  const groups = new Map<string, Tree>([['', {}]]);
  const group = (name: string): Tree => {
    const known = groups.get(name);
    if (known) return known;
    const made: Tree = {};
    groups.set(name, made);
    group(parentOf(name))[lastOf(name)] = made;
    return made;
  };
  for (const { key } of settings) group(parentOf(key));
  for (const [key, value] of values) group(parentOf(key))[lastOf(key)] = value;
  return group('');
}

const parentOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('.')));
const lastOf = (key: string): string => key.slice(key.lastIndexOf('.') + 1);

/** Defaults that depend on the machine or on another setting, and so can't stand in the schema. */
function placeDefaults(layers: readonly Layer[], env: Environment, cwd: string): Layer {
  const given = [...layers]
    .reverse()
    .find((layer) => layer.values.has('home'))
    ?.values.get('home');
  const home = typeof given === 'string' ? given : path.join(homedir(), '.maestro');
  const xdg = env['XDG_CACHE_HOME'];
  const caches = xdg?.startsWith('/') ? xdg : path.join(homedir(), '.cache');
  const values = new Map<string, unknown>([
    ['home', home],
    ['cache', path.join(caches, 'maestro')],
    ['objects.dir', path.join(home, 'objects')],
    ['outputDir', path.resolve(cwd, 'sdlc_output')],
  ]);
  return { source: 'default', values, nameOf: (setting) => setting.key };
}

function refuse(issue: z.core.$ZodIssue, layers: readonly Layer[]): ConfigError {
  const key = issue.path.slice(0, 3).map(String).join('.');
  const setting = settingByKey.get(key) ?? settingByKey.get(key.replace(/\.[^.]+$/, ''));
  const layer = [...layers].reverse().find((one) => setting && one.values.has(setting.key));
  return new ConfigError({
    file: layer?.source ?? 'configuration',
    key: setting && layer ? layer.nameOf(setting) : key,
    wrong: `is not usable: ${issue.message}`,
    remedy: setting ? `expected: ${setting.description}` : 'correct it',
  });
}

const rankOf = (layers: readonly Layer[], key: string): number =>
  layers.findLastIndex(({ values }) => values.has(key));

/** All values, the last layer's first. A file that holds a key overrules a key of an earlier layer. */
function withoutOverruledKeys(layers: readonly Layer[]): ReadonlyMap<string, unknown> {
  const merged = new Map(layers.flatMap((layer) => [...layer.values]));
  for (const { key } of settings) {
    if (rankOf(layers, `${key}File`) > rankOf(layers, key)) merged.delete(key);
  }
  return merged;
}

const sourcesOf = (
  layers: readonly Layer[],
  values: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, string> =>
  new Map([...values.keys()].map((key) => [key, layers[rankOf(layers, key)]?.source ?? 'default']));

/**
 * Reads the configuration.
 * @throws {ConfigError} for an unknown key or a value out of range, naming file, key and remedy
 */
export function loadConfig(inputs: ConfigInputs = {}): LoadedConfig {
  const { flags = {}, env = process.env, cwd = process.cwd() } = inputs;
  const file = fileLayer(env['MAESTRO_CONFIG'], cwd);
  const given = [
    ...(file ? [file] : []),
    environmentLayer(env, cwd),
    nestedLayer('flags', flags, cwd),
  ];
  const layers = [placeDefaults(given, env, cwd), ...given];
  const merged = withoutOverruledKeys(layers);
  const parsed = configSchema.safeParse(nest(merged));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw issue ? refuse(issue, layers) : parsed.error;
  }
  return { config: parsed.data, sources: sourcesOf(layers, merged) };
}
