import type { Project } from '../../project.ts';
import { sentenceCase } from '../../plan/naming.ts';
import { WRITTEN_BY } from '../../text/markdown.ts';
import { childrenOf } from '../describe.ts';
import type { Schema } from '../json-schema.ts';
import { parameters, problemSchema, schemasOf } from './components.ts';
import { collection, json, member, nested } from './operations.ts';
import type { Operations } from './operations.ts';

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
