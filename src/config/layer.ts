/** One place that settings come from, read into dotted keys. Later layers win. */
import { homedir } from 'node:os';
import path from 'node:path';
import { ConfigError } from './config-error.ts';
import { nearest } from '../domain/nearest.ts';
import { settingByKey, settings } from './settings.ts';
import type { Setting } from './settings.ts';

/** Settings from one place. */
export interface Layer {
  /** `default`, `flags`, `environment` or the file's path. */
  readonly source: string;
  readonly values: ReadonlyMap<string, unknown>;
  /** How the setting is called there. */
  readonly nameOf: (setting: Setting) => string;
}

/** `~/x` and relative paths made absolute; anything but text is left for the schema to refuse. */
export function absolutePath(value: unknown, base: string): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => absolutePath(entry, base));
  if (typeof value !== 'string' || value.trim() === '') return value;
  const expanded = /^~(?=$|\/)/.test(value) ? homedir() + value.slice(1) : value;
  return path.resolve(base, expanded);
}

function isGroup(key: string): boolean {
  return settings.some((setting) => setting.key.startsWith(`${key}.`));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Settings, and the groups that they are in. */
const names: readonly string[] = [
  ...new Set(settings.flatMap(({ key }) => [key, ...(/^.*(?=\.)/.exec(key) ?? [])])),
];

function unknownKey(source: string, key: string): ConfigError {
  return new ConfigError({
    file: source,
    key,
    wrong: 'is not a setting',
    remedy: `did you mean ${nearest(key, names) ?? 'another'}?`,
  });
}

function* flatten(
  group: Readonly<Record<string, unknown>>,
  source: string,
  prefix: string,
): Generator<[string, unknown]> {
  for (const [name, value] of Object.entries(group)) {
    const key = `${prefix}${name}`;
    if (value === undefined) continue;
    if (settingByKey.has(key)) yield [key, value];
    else if (!isGroup(key)) throw unknownKey(source, key);
    else if (isRecord(value)) yield* flatten(value, source, `${key}.`);
    else if (value !== null) {
      const remedy = `write it as a map with keys such as ${settings.find((s) => s.key.startsWith(`${key}.`))?.key ?? key}`;
      throw new ConfigError({ file: source, key, wrong: 'is a group of settings', remedy });
    }
  }
}

/**
 * Reads nested settings (a YAML document or a partial configuration of flags).
 * @param base folder that relative paths start from
 * @throws {ConfigError} for a key that is not a setting
 */
export function nestedLayer(
  source: string,
  nested: Readonly<Record<string, unknown>>,
  base: string,
): Layer {
  const values = new Map<string, unknown>();
  for (const [key, value] of flatten(nested, source, '')) {
    values.set(key, settingByKey.get(key)?.path ? absolutePath(value, base) : value);
  }
  return { source, values, nameOf: (setting) => setting.key };
}
