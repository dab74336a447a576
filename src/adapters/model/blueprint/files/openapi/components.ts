import type { ProjectEntity } from '../../project.ts';
import { pascalCase } from '../../plan/naming.ts';
import { changesSchema, inputSchema, recordSchema } from '../json-schema.ts';
import type { Schema } from '../json-schema.ts';

/** A reference to a body. */
export const schemaRef = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const query = (name: string, description: string, schema: Schema): readonly [string, Schema] => [
  name,
  { name, in: 'query', description, schema },
];

/** The parameters that operations share. */
export const parameters = Object.fromEntries([
  query('limit', 'The most records of a page.', {
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 20,
  }),
  query('offset', 'How many to leave out first.', { type: 'integer', minimum: 0, default: 0 }),
  query('q', 'A part of any text of the record.', { type: 'string' }),
  query('sort', 'A field; with - before it, downwards.', { type: 'string' }),
  ['id', { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
  ['ifMatch', { name: 'If-Match', in: 'header', schema: { type: 'string' } }],
]);

/** The body of an error. */
export const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** The bodies that an entity comes in, by name. */
export function schemasOf(entity: ProjectEntity): readonly (readonly [string, Schema])[] {
  const name = pascalCase(entity.name);
  const count = { type: 'integer', minimum: 0 };
  return [
    [name, recordSchema(entity)],
    [`${name}.input`, inputSchema(entity)],
    [`${name}.changes`, changesSchema(entity)],
    [
      `${name}.list`,
      {
        type: 'object',
        required: ['items', 'total', 'limit', 'offset'],
        properties: {
          items: { type: 'array', items: schemaRef(name) },
          total: count,
          limit: count,
          offset: count,
        },
      },
    ],
  ];
}
