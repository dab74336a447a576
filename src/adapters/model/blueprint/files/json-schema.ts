import { pluralName, withArticle } from '../plan/naming.ts';
import type { Field, ProjectEntity } from '../project.ts';

/** A JSON Schema (2020-12), as JSON. */
export type Schema = Readonly<Record<string, unknown>>;

const schemas: Readonly<Record<Exclude<Field['type'], 'enum' | 'reference'>, Schema>> = {
  string: { type: 'string', minLength: 1, maxLength: 200 },
  text: { type: 'string', minLength: 1, maxLength: 10_000 },
  number: { type: 'number' },
  integer: { type: 'integer' },
  money: {
    type: 'number',
    minimum: -1e12,
    maximum: 1e12,
    description: 'At most two decimal places.',
  },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  email: { type: 'string', format: 'email', maxLength: 254 },
  url: { type: 'string', format: 'uri', pattern: '^https?://', maxLength: 2000 },
};

function valueSchema(field: Field): Schema {
  if (field.type === 'enum') return { type: 'string', enum: field.values };
  if (field.type === 'reference') {
    const to = field.to ?? 'record';
    const description = `The id of ${withArticle(to)}.`;
    return { type: 'string', format: 'uuid', description, 'x-references': pluralName(to) };
  }
  return schemas[field.type];
}

/** What a field may hold; optional ones may be null. */
export function fieldSchema(field: Field): Schema {
  const schema = valueSchema(field);
  if (field.required) return schema;
  const values = 'enum' in schema ? { enum: [...(field.values ?? []), null] } : {};
  return { ...schema, ...values, type: [schema['type'], 'null'] };
}

function properties(entity: ProjectEntity): Schema {
  return Object.fromEntries(entity.fields.map((field) => [field.name, fieldSchema(field)]));
}

const requiredOf = (entity: ProjectEntity): readonly string[] =>
  entity.fields.filter((field) => field.required).map((field) => field.name);

/** A body that creates or replaces a record. */
export function inputSchema(entity: ProjectEntity): Schema {
  return {
    type: 'object',
    properties: properties(entity),
    required: requiredOf(entity),
  };
}

/** A body that changes some fields. */
export function changesSchema(entity: ProjectEntity): Schema {
  return { type: 'object', properties: properties(entity) };
}

/** A record as the service gives it. */
export function recordSchema(entity: ProjectEntity): Schema {
  const time = { type: 'string', format: 'date-time', readOnly: true };
  const all = {
    id: { type: 'string', format: 'uuid', readOnly: true },
    ...properties(entity),
    created_at: time,
    updated_at: time,
  };
  return { type: 'object', properties: all, required: Object.keys(all) };
}
