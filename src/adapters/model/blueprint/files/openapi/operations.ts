import type { Field, ProjectEntity } from '../../project.ts';
import { pascalCase, withArticle } from '../../plan/naming.ts';
import { sampleValue, sampleValues } from '../../plan/samples.ts';
import { NO_RECORD } from '../../scenarios/creating.ts';
import { fieldSchema } from '../json-schema.ts';
import type { Schema } from '../json-schema.ts';
import { schemaRef } from './components.ts';

/** Content of a body in JSON. */
export const json = (schema: Schema, more: Schema = {}): Schema => ({
  'application/json': { schema, ...more },
});

const PROBLEMS: Readonly<Record<string, string>> = {
  '400': 'Not JSON, or a parameter that is unknown or wrong',
  '404': 'No such record',
  '409': 'Still referred to, or already there',
  '412': 'Changed since it was read',
  '413': 'The body is too large',
  '415': 'The body is not application/json',
  '422': 'A field is missing, unknown or wrong',
};

function problems(...statuses: readonly string[]): Schema {
  const content = { 'application/problem+json': { schema: schemaRef('Problem') } };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: PROBLEMS[status], content }]),
  );
}

/** An example of a body: references name no real record, since there is none yet. */
function exampleOf(entity: ProjectEntity): Schema {
  const references = entity.fields
    .filter((field) => field.type === 'reference' && field.required)
    .map((field) => [field.name, NO_RECORD] as const);
  return { ...sampleValues(entity.fields), ...Object.fromEntries(references) };
}

/** An example of a change: one field that is not a reference. */
function changesOf(entity: ProjectEntity): Schema {
  const field = entity.fields.find((each) => each.type !== 'reference');
  return field === undefined ? {} : { [field.name]: sampleValue(field, 2) };
}

const FILTERS: readonly Field['type'][] = ['enum', 'boolean', 'reference'];
const PAGE_PARAMETERS = ['limit', 'offset', 'q', 'sort'];

function listParameters(entity: ProjectEntity): readonly Schema[] {
  const filters = entity.fields
    .filter((field) => FILTERS.includes(field.type) && !PAGE_PARAMETERS.includes(field.name))
    .map((field) => ({
      name: field.name,
      in: 'query',
      description: `Only those with this ${field.label}.`,
      schema: fieldSchema({ ...field, required: true }),
    }));
  const common = PAGE_PARAMETERS.map((name) => ({ $ref: `#/components/parameters/${name}` }));
  return [...common, ...filters];
}

const idParameter = { $ref: '#/components/parameters/id' };
const ifMatch = { $ref: '#/components/parameters/ifMatch' };

function one(entity: ProjectEntity, description: string): Schema {
  return {
    description,
    headers: { ETag: { schema: { type: 'string' } } },
    content: json(schemaRef(pascalCase(entity.name))),
  };
}

function many(entity: ProjectEntity): Schema {
  return {
    description: `One page of ${entity.plural}`,
    content: json(schemaRef(`${pascalCase(entity.name)}.list`)),
  };
}

function body(entity: ProjectEntity, suffix: string, example: Schema): Schema {
  const schema = schemaRef(`${pascalCase(entity.name)}.${suffix}`);
  return { required: true, content: json(schema, { example }) };
}

/** By method. */
export type Operations = Readonly<Record<string, Schema>>;

/** What can be done at `/tasks`. */
export function collection(entity: ProjectEntity): Operations {
  return {
    get: {
      operationId: `list-${entity.path}`,
      summary: `List ${entity.plural}`,
      parameters: listParameters(entity),
      responses: { '200': many(entity), ...problems('400') },
    },
    post: {
      operationId: `create-${entity.path}`,
      summary: `Create ${withArticle(entity.name)}`,
      requestBody: body(entity, 'input', exampleOf(entity)),
      responses: {
        '201': one(entity, 'Created'),
        ...problems('400', ...(entity.unique ? ['409'] : []), '413', '415', '422'),
      },
    },
  };
}

/** What can be done at `/tasks/{id}`. */
export function member(entity: ProjectEntity): Operations {
  const { path, name } = entity;
  const taken = entity.unique ? ['409'] : [];
  const changed = problems('400', '404', ...taken, '412', '413', '415', '422');
  const parameters = [idParameter, ifMatch];
  return {
    get: {
      operationId: `read-${path}`,
      summary: `Read ${withArticle(name)}`,
      parameters: [idParameter],
      responses: { '200': one(entity, 'The record'), ...problems('404') },
    },
    put: {
      operationId: `replace-${path}`,
      summary: `Replace ${withArticle(name)}`,
      parameters,
      requestBody: body(entity, 'input', exampleOf(entity)),
      responses: { '200': one(entity, 'Replaced'), ...changed },
    },
    patch: {
      operationId: `change-${path}`,
      summary: `Change fields of ${withArticle(name)}`,
      parameters,
      requestBody: body(entity, 'changes', changesOf(entity)),
      responses: { '200': one(entity, 'Changed'), ...changed },
    },
    delete: {
      operationId: `delete-${path}`,
      summary: `Delete ${withArticle(name)}`,
      parameters,
      responses: { '204': { description: 'Deleted' }, ...problems('404', '409', '412') },
    },
  };
}

/** What can be done at `/projects/{id}/tasks`. */
export function nested(parent: ProjectEntity, child: ProjectEntity): Operations {
  return {
    get: {
      operationId: `list-${child.path}-of-${parent.path}`,
      summary: `List the ${child.plural} of one ${parent.name}`,
      parameters: [idParameter, ...listParameters(child)],
      responses: { '200': many(child), ...problems('400', '404') },
    },
  };
}
