/** The environment as a layer of settings, and back: settings as an environment for our children. */
import path from 'node:path';
import { ConfigError } from './config-error.ts';
import { absolutePath } from './layer.ts';
import type { Layer } from './layer.ts';
import { nearest } from '../domain/nearest.ts';
import { settings } from './settings.ts';
import type { Setting } from './settings.ts';

/** Variables, as `process.env` gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Ours, but not a setting: the config file itself. */
const reserved = ['MAESTRO_CONFIG'];
/** For tests and the launcher; never refused. */
const reservedPrefix = /^MAESTRO_(TEST|LAUNCHER)_/;

/** Anything but JSON is left for the schema to refuse. */
function parseMap(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function parse(setting: Setting, value: string): unknown {
  if (setting.kind === 'list') return value.split(path.delimiter).filter((entry) => entry !== '');
  if (setting.kind === 'number' && /^-?\d+(\.\d+)?$/.test(value.trim())) return Number(value);
  return setting.kind === 'map' ? parseMap(value) : value;
}

function refuseUnknown(env: Environment): void {
  const known = [...settings.map((setting) => setting.env), ...reserved];
  for (const name of Object.keys(env)) {
    if (!name.startsWith('MAESTRO_') || reservedPrefix.test(name) || known.includes(name)) continue;
    throw new ConfigError({
      file: 'environment',
      key: name,
      wrong: 'is not a setting',
      remedy: `did you mean ${nearest(name, known) ?? 'another'}? Otherwise unset it`,
    });
  }
}

/**
 * Reads `MAESTRO_*` and the usual names (DATABASE_URL, TEMPORAL_ADDRESS …). Empty means not set.
 * @param base folder that relative paths start from
 * @throws {ConfigError} for a `MAESTRO_*` name that is not a setting
 */
export function environmentLayer(env: Environment, base: string): Layer {
  refuseUnknown(env);
  const values = new Map<string, unknown>();
  for (const setting of settings) {
    const value = env[setting.env];
    if (value === undefined || value === '') continue;
    const parsed = parse(setting, value);
    values.set(setting.key, setting.path ? absolutePath(parsed, base) : parsed);
  }
  return { source: 'environment', values, nameOf: (setting) => setting.env };
}

/** A setting's value as the text that {@link environmentLayer} reads back. */
export function environmentText(value: unknown): string {
  if (Array.isArray(value)) return value.join(path.delimiter);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
