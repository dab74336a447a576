import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { withinTime } from '../conformance/bounded.ts';
import type { ApiDocument } from './openapi.ts';

type Resolve = ApiDocument['resolve'];

const DEPTH = 6;

const FORMATS: Readonly<Record<string, string>> = {
  date: '2030-01-15',
  'date-time': '2030-01-15T10:00:00.000Z',
  time: '10:00:00Z',
  email: 'someone@example.com',
  uri: 'https://example.com/page',
  url: 'https://example.com/page',
  uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
};

/** Tried in turn against a pattern; a text that none fits is left to the example. */
const TEXTS = [
  'Sample',
  'sample',
  'SAMPLE',
  'ABC-123',
  '12345',
  '2030-01-15',
  'a1',
  'https://example.com/page',
];

const matching = (pattern: string): string | undefined =>
  withinTime(() => {
    const expression = new RegExp(pattern, 'u');
    return TEXTS.find((text) => expression.test(text));
  });

const numberAt = (schema: JsonObject, field: string): number | undefined => {
  const value = schema[field];
  return typeof value === 'number' ? value : undefined;
};

const textFor = (schema: JsonObject): string => {
  const { format, pattern } = schema;
  const fixed = typeof format === 'string' ? FORMATS[format] : undefined;
  const text = fixed ?? (typeof pattern === 'string' ? matching(pattern) : undefined) ?? 'Sample';
  const least = Math.min(numberAt(schema, 'minLength') ?? 0, 10_000);
  return text.padEnd(least, 'x').slice(0, numberAt(schema, 'maxLength') ?? Infinity);
};

const numberFor = (schema: JsonObject, whole: boolean): number => {
  const above = numberAt(schema, 'exclusiveMinimum');
  const below = numberAt(schema, 'exclusiveMaximum');
  const least = numberAt(schema, 'minimum') ?? (above === undefined ? undefined : above + 1);
  const most = numberAt(schema, 'maximum') ?? (below === undefined ? undefined : below - 1);
  const value = Math.min(Math.max(1, least ?? 1), most ?? Infinity);
  const step = numberAt(schema, 'multipleOf');
  if (step !== undefined && step > 0) return Math.ceil(value / step) * step;
  return whole ? Math.ceil(value) : value;
};

const typeOf = ({ type, properties, items }: JsonObject): unknown => {
  const types: readonly unknown[] = Array.isArray(type) ? (type as readonly unknown[]) : [type];
  const named = types.find((name) => name !== 'null' && name !== undefined);
  if (named !== undefined) return named;
  return isObject(properties) ? 'object' : items === undefined ? 'string' : 'array';
};

const listAt = (schema: JsonObject, field: string): readonly unknown[] => {
  const value = schema[field];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
};

/** A schema with what `allOf` adds, and the first of its alternatives. */
const flatten = (schema: unknown, resolve: Resolve, depth = DEPTH): JsonObject => {
  const own = resolve(schema);
  const [choice] = [...listAt(own, 'oneOf'), ...listAt(own, 'anyOf')];
  const parts = [...listAt(own, 'allOf'), ...(choice === undefined ? [] : [choice])];
  if (depth === 0 || parts.length === 0) return own;
  return parts
    .map((part) => flatten(part, resolve, depth - 1))
    .reduce(
      (sum, part) => ({
        ...part,
        ...sum,
        properties: { ...objectOf(sum['properties']), ...objectOf(part['properties']) },
        required: [...listAt(sum, 'required'), ...listAt(part, 'required')],
      }),
      own,
    );
};

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** Properties of an object schema, and which of them a body must have. */
export const fieldsOf = (
  schema: unknown,
  resolve: Resolve,
): readonly {
  readonly name: string;
  readonly schema: JsonObject;
  readonly required: boolean;
}[] => {
  const flat = flatten(schema, resolve);
  const required = new Set(listAt(flat, 'required'));
  return Object.entries(objectOf(flat['properties'])).map(([name, value]) => ({
    name,
    schema: flatten(value, resolve),
    required: required.has(name),
  }));
};

/** A value that a JSON Schema accepts, as far as its common words go. */
export const sampleOf = (schema: unknown, resolve: Resolve, depth = DEPTH): unknown => {
  const flat = flatten(schema, resolve);
  const given = ['example', 'const', 'default'].find((name) => flat[name] !== undefined);
  if (given !== undefined) return flat[given];
  const [first] = [...listAt(flat, 'examples'), ...listAt(flat, 'enum')];
  if (first !== undefined) return first;
  switch (typeOf(flat)) {
    case 'integer':
      return numberFor(flat, true);
    case 'number':
      return numberFor(flat, false);
    case 'boolean':
      return true;
    case 'array': {
      const count = depth === 0 ? 0 : (numberAt(flat, 'minItems') ?? 0);
      return Array.from({ length: Math.min(count, 10) }, () =>
        sampleOf(flat['items'], resolve, depth - 1),
      );
    }
    case 'object':
      return depth === 0 ? {} : sampleObject(flat, resolve, depth - 1);
    default:
      return textFor(flat);
  }
};

/** An object with all that is required and nothing else, so that as little as can be goes wrong. */
export const sampleObject = (schema: unknown, resolve: Resolve, depth = DEPTH): JsonObject =>
  Object.fromEntries(
    fieldsOf(schema, resolve)
      .filter((field) => field.required && field.schema['readOnly'] !== true)
      .map((field) => [field.name, sampleOf(field.schema, resolve, depth)]),
  );
