import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { valueAt } from '../contract/json-pointer.ts';

/** Parts of a schema that are walked; a document of a megabyte has fewer. */
const MOST_NODES = 10_000;

const NUMBERS = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength'],
  ...['maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
];
const INSIDE = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains'];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

/** Formats that mean the same to everybody. */
export const FORMATS = ['date', 'date-time', 'email', 'uuid', 'uri', 'ipv4', 'ipv6'] as const;

const namesAt = (schema: JsonObject, field: string): readonly string[] => {
  const list = schema[field];
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
};

const isPattern = (text: string): boolean => {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
};

/** OpenAPI 3.0 has `nullable`; a schema with an `enum` lists null there as well. */
const typesOf = ({ type, nullable }: JsonObject): readonly string[] => {
  const named = (Array.isArray(type) ? type : [type]).filter((each) => TYPES.has(String(each)));
  return named.length > 0 && nullable === true ? [...named.map(String), 'null'] : named.map(String);
};

/** OpenAPI 3.0 says of a bound whether it is outside; JSON Schema has another bound for that. */
const numbersOf = (schema: JsonObject): JsonObject => {
  const kept = Object.fromEntries(
    NUMBERS.flatMap((name) => (Number.isFinite(schema[name]) ? [[name, schema[name]]] : [])),
  ) as Record<string, number>;
  const step = kept['multipleOf'];
  if (step !== undefined && step <= 0) delete kept['multipleOf'];
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const value = kept[bound];
    if (schema[flag] === true && value !== undefined) kept[flag] = value;
  }
  return kept;
};

const valuesOf = (schema: JsonObject): JsonObject => {
  const { enum: values, const: only, format, pattern, uniqueItems } = schema;
  const types = typesOf(schema);
  const listed: readonly unknown[] = Array.isArray(values) ? values : [];
  const all = schema['nullable'] === true ? [...new Set([...listed, null])] : listed;
  return {
    ...(types.length === 0 ? {} : { type: types }),
    ...(listed.length === 0 ? {} : { enum: all }),
    ...('const' in schema ? { const: only } : {}),
    ...(FORMATS.some((name) => name === format) ? { format } : {}),
    ...(typeof pattern === 'string' && isPattern(pattern) ? { pattern } : {}),
    ...(uniqueItems === true ? { uniqueItems } : {}),
  };
};

/** Who sends a body: what only the other side may send is not asked for. */
export type Sender = 'client' | 'service';

const NOT_FROM: Readonly<Record<Sender, string>> = { client: 'readOnly', service: 'writeOnly' };

/** References of a document, and the names that they have among the definitions of one schema. */
interface Definitions {
  readonly refer: (reference: string) => JsonObject;
  /** Grows while what is referred to is walked. */
  readonly referred: readonly (readonly [string, string])[];
}

const createDefinitions = (): Definitions => {
  const names = new Map<string, string>();
  const referred: (readonly [string, string])[] = [];
  return {
    referred,
    refer(reference) {
      const name = names.get(reference) ?? `d${String(names.size)}`;
      if (!names.has(reference)) {
        names.set(reference, name);
        referred.push([name, reference]);
      }
      return { $ref: `#/$defs/${name}` };
    },
  };
};

const requiredOf = (schema: JsonObject, properties: JsonObject, sender: Sender): JsonObject => {
  const required = namesAt(schema, 'required').filter((name) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return !isObject(property) || property[NOT_FROM[sender]] !== true;
  });
  return required.length === 0 ? {} : { required: [...new Set(required)] };
};

type Walk = (schema: unknown) => JsonObject | boolean;

const partsOf = (schema: JsonObject, properties: JsonObject, walk: Walk): JsonObject => {
  const own = Object.entries(properties).filter(([name]) => name !== '__proto__');
  const inside = INSIDE.filter((name) => isObject(schema[name]) || schema[name] === false);
  const lists = LISTS.map((name) => [name, schema[name]] as const).flatMap(([name, list]) =>
    Array.isArray(list) && list.length > 0 ? [[name, list.map(walk)] as const] : [],
  );
  return {
    ...(own.length === 0
      ? {}
      : { properties: Object.fromEntries(own.map(([name, each]) => [name, walk(each)])) }),
    ...Object.fromEntries(inside.map((name) => [name, walk(schema[name])])),
    ...Object.fromEntries(lists),
  };
};

/**
 * A schema of an OpenAPI document (3.0 to 3.2) as plain JSON Schema that stands alone: only words
 * that are known, each with a value that fits it, and references turned into definitions of its
 * own. So nothing that a product wrote reaches the validator as an option, an address or a keyword
 * that it does not expect. `undefined` when it is too large.
 */
export const plainSchema = (
  root: JsonObject,
  schema: unknown,
  sender: Sender,
): JsonObject | undefined => {
  const { refer, referred } = createDefinitions();
  let nodes = 0;
  const walk: Walk = (value) => {
    nodes += 1;
    if (typeof value === 'boolean') return value;
    if (!isObject(value) || nodes > MOST_NODES) return true;
    const { $ref: reference, properties } = value;
    const own = isObject(properties) ? properties : {};
    return {
      ...(typeof reference === 'string' && reference.startsWith('#') ? refer(reference) : {}),
      ...numbersOf(value),
      ...valuesOf(value),
      ...requiredOf(value, own, sender),
      ...partsOf(value, own, walk),
    };
  };
  const whole = walk(schema);
  const definitions: Record<string, JsonObject | boolean> = {};
  for (const [name, reference] of referred) {
    definitions[name] = walk(valueAt(root, reference.slice(1)));
  }
  if (nodes > MOST_NODES) return undefined;
  return typeof whole === 'boolean' ? {} : { ...whole, $defs: definitions };
};
