/** Every setting as a flat list, derived from the schema: key, environment name, kind. */
import { z } from 'zod';
import { configSchema } from './schema.ts';
import type { SettingMeta } from './schema/values.ts';

/** What a text from the environment is turned into. */
export type SettingKind = 'text' | 'number' | 'list' | 'map';

/** One leaf of the configuration. */
export interface Setting extends SettingMeta {
  /** Dotted path in the configuration, such as `limits.sandbox.wallMs`. */
  readonly key: string;
  readonly env: string;
  readonly kind: SettingKind;
}

/** `limits.sandbox.wallMs` → `MAESTRO_LIMITS_SANDBOX_WALL_MS`. */
function environmentName(key: string): string {
  const words = key.replaceAll('.', '_').replaceAll(/([a-z])([A-Z])/g, '$1_$2');
  return `MAESTRO_${words.toUpperCase()}`;
}

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return unwrap(schema.unwrap());
  }
  return schema;
}

function kindOf(schema: unknown): SettingKind {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodNumber) return 'number';
  if (inner instanceof z.ZodRecord) return 'map';
  return inner instanceof z.ZodArray ? 'list' : 'text';
}

const metaShape = z.object({
  description: z.string(),
  env: z.string().optional(),
  secret: z.literal(true).optional(),
  path: z.literal(true).optional(),
});

function leaf(key: string, schema: z.ZodType): Setting {
  const { description, env, secret, path } = metaShape.parse(schema.meta());
  return {
    key,
    description,
    env: env ?? environmentName(key),
    kind: kindOf(schema),
    ...(secret && { secret }),
    ...(path && { path }),
  };
}

function leavesOf(shape: Readonly<Record<string, z.ZodType>>, prefix: string): Setting[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const key = `${prefix}${name}`;
    return schema instanceof z.ZodObject
      ? leavesOf(z.record(z.string(), z.instanceof(z.ZodType)).parse(schema.shape), `${key}.`)
      : [leaf(key, schema)];
  });
}

/** All settings, in the order of the schema. */
export const settings: readonly Setting[] = leavesOf(configSchema.shape, '');

/** The setting with this dotted key, if there is one. */
export const settingByKey: ReadonlyMap<string, Setting> = new Map(
  settings.map((setting) => [setting.key, setting]),
);
