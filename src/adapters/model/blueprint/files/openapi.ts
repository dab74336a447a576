import type { Field, Project, ProjectEntity } from '../project.ts';
import { pascalCase, sentenceCase, withArticle } from '../plan/naming.ts';
import { sampleValues } from '../plan/samples.ts';
import { NO_RECORD } from '../scenarios/creating.ts';
import { childrenOf } from './describe.ts';
import { changesSchema, fieldSchema, inputSchema, recordSchema } from './json-schema.ts';
import type { Schema } from './json-schema.ts';
import { WRITTEN_BY } from '../text/markdown.ts';

const schemaRef = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Schema, more: Schema = {}): Schema => ({
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

function body(entity: ProjectEntity, suffix: string): Schema {
  const schema = schemaRef(`${pascalCase(entity.name)}.${suffix}`);
  return { required: true, content: json(schema, { example: exampleOf(entity) }) };
}

type Operations = Readonly<Record<string, Schema>>;

function collection(entity: ProjectEntity): Operations {
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
      requestBody: body(entity, 'input'),
      responses: {
        '201': one(entity, 'Created'),
        ...problems('400', ...(entity.unique ? ['409'] : []), '413', '415', '422'),
      },
    },
  };
}

function member(entity: ProjectEntity): Operations {
  const { path, name } = entity;
  const changed = problems('400', '404', '412', '413', '415', '422');
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
      requestBody: body(entity, 'input'),
      responses: { '200': one(entity, 'Replaced'), ...changed },
    },
    patch: {
      operationId: `change-${path}`,
      summary: `Change fields of ${withArticle(name)}`,
      parameters,
      requestBody: body(entity, 'changes'),
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

function nested(parent: ProjectEntity, child: ProjectEntity): Operations {
  return {
    get: {
      operationId: `list-${child.path}-of-${parent.path}`,
      summary: `List the ${child.plural} of one ${parent.name}`,
      parameters: [idParameter, ...listParameters(child)],
      responses: { '200': many(child), ...problems('400', '404') },
    },
  };
}

function pathsOf(project: Project): readonly (readonly [string, Operations, string])[] {
  return project.entities.flatMap((entity) => [
    [`/${entity.path}`, collection(entity), entity.plural] as const,
    [`/${entity.path}/{id}`, member(entity), entity.plural] as const,
    ...childrenOf(entity, project.entities).map(
      ({ child }) =>
        [`/${entity.path}/{id}/${child.path}`, nested(entity, child), child.plural] as const,
    ),
  ]);
}

const health: Operations = {
  get: {
    operationId: 'health',
    summary: 'Whether the service is well',
    responses: {
      '200': {
        description: 'It is',
        content: json({
          type: 'object',
          properties: { status: { const: 'ok' } },
          required: ['status'],
        }),
      },
    },
  },
};

/** Adds to each operation its tag and the scenarios that exercise it. */
function traced(project: Project, path: string, operations: Operations, tag: string): Operations {
  return Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => {
      const name = `${method.toUpperCase()} ${path}`;
      const scenarios = project.scenarios.filter((scenario) => scenario.serves.includes(name));
      const ids = scenarios.map((scenario) => scenario.id);
      return [method, { tags: [tag], ...operation, 'x-scenarios': ids }];
    }),
  );
}

const query = (name: string, description: string, schema: Schema): readonly [string, Schema] => [
  name,
  { name, in: 'query', description, schema },
];

const parameters = Object.fromEntries([
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

const problemSchema: Schema = {
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

function schemasOf(entity: ProjectEntity): readonly (readonly [string, Schema])[] {
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

/** The OpenAPI 3.1 document of the product; the entities that need no other come first. */
export function openApi(project: Project): Schema {
  const all = [['/health', health, 'service'] as const, ...pathsOf(project)];
  return {
    openapi: '3.1.0',
    info: {
      title: project.title,
      version: '1.0.0',
      description: `The REST API, ${WRITTEN_BY}. \`x-scenarios\` names the scenarios that exercise an operation.`,
    },
    servers: [{ url: 'http://127.0.0.1:3000' }],
    tags: [...new Set(all.map(([, , tag]) => tag))].map((name) => ({
      name,
      description: sentenceCase(name),
    })),
    paths: Object.fromEntries(
      all.map(([path, operations, tag]) => [path, traced(project, path, operations, tag)]),
    ),
    components: {
      parameters,
      schemas: {
        ...Object.fromEntries(project.entities.flatMap(schemasOf)),
        Problem: problemSchema,
      },
    },
  };
}
