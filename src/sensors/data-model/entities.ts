import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { valueAt } from '../contract/json-pointer.ts';

/** A field of an entity. */
export interface Field {
  readonly name: string;
  /** JSON types without null; empty where any is allowed, or none is said. */
  readonly types: ReadonlySet<string>;
  /** The kind of record that it names, as `x-references` says. */
  readonly refersTo: string | undefined;
}

/** A kind of record, as a JSON Schema describes it. */
export interface Entity {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly required: ReadonlySet<string>;
}

/** References and parts are followed this far. */
const DEPTH = 5;

const follow = (root: JsonObject, schema: unknown): JsonObject => {
  let found = schema;
  for (let depth = 0; depth < DEPTH && isObject(found); depth += 1) {
    const { $ref: reference } = found;
    if (typeof reference !== 'string') return found;
    found = reference.startsWith('#/') ? valueAt(root, reference.slice(1)) : undefined;
  }
  return {};
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Whole numbers are numbers: which of the two is said is no contradiction. */
const typesOf = ({ type }: JsonObject): ReadonlySet<string> => {
  const named = Array.isArray(type) ? listOf(type) : [type];
  return new Set(
    named
      .filter((each): each is string => typeof each === 'string' && each !== 'null')
      .map((each) => (each === 'integer' ? 'number' : each)),
  );
};

const fieldOf = (root: JsonObject, name: string, schema: unknown): Field => {
  const found = follow(root, schema);
  const own = isObject(schema) ? schema['x-references'] : undefined;
  const refersTo = own ?? found['x-references'];
  return {
    name,
    types: typesOf(found),
    refersTo: typeof refersTo === 'string' ? refersTo : undefined,
  };
};

const collect = (
  root: JsonObject,
  schema: unknown,
  fields: Map<string, Field>,
  required: Set<string>,
  depth: number,
): void => {
  if (depth > DEPTH) return;
  const found = follow(root, schema);
  if (isObject(found['properties'])) {
    for (const [name, each] of Object.entries(found['properties'])) {
      fields.set(name, fieldOf(root, name, each));
    }
  }
  for (const name of listOf(found['required'])) if (typeof name === 'string') required.add(name);
  for (const part of listOf(found['allOf'])) collect(root, part, fields, required, depth + 1);
};

/** The kinds of records among named schemas: those that have fields. */
export const entitiesOf = (root: JsonObject, schemas: unknown): readonly Entity[] =>
  !isObject(schemas)
    ? []
    : Object.entries(schemas).flatMap(([name, schema]): readonly Entity[] => {
        const fields = new Map<string, Field>();
        const required = new Set<string>();
        collect(root, schema, fields, required, 0);
        return fields.size === 0 ? [] : [{ name, fields, required }];
      });
