import { describe, expect, test } from '@jest/globals';
import { filesOf, planProject } from '../../../../src/adapters/model/blueprint/index.ts';
import { understandings } from './understandings.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name?: string; readonly $ref?: string }[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly schema: { $ref: string }; readonly example: object }>
    >;
  };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
  readonly 'x-scenarios': readonly string[];
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface ObjectSchema {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

describe.each(Object.entries(understandings))(
  'the OpenAPI document of %s',
  (_shape, understood) => {
    const project = planProject('x', understood);
    const text = filesOf(project, 'solution_architect', 'design')[1]?.content ?? '';
    const document = JSON.parse(text) as Document;
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    const at = (pointer: string): unknown =>
      pointer
        .slice(2)
        .split('/')
        .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document);

    test('is of version 3.1 and describes health and every entity', () => {
      expect(document.openapi).toBe('3.1.0');
      const paths = project.entities.flatMap(({ path }) => [`/${path}`, `/${path}/{id}`]);
      expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/health', ...paths]));
    });

    test('has no reference that leads nowhere', () => {
      for (const [, pointer = ''] of text.matchAll(/"\$ref": "([^"]+)"/g)) {
        expect(at(pointer)).toBeDefined();
      }
      for (const key of Object.keys(document.components['schemas'] ?? {})) {
        expect(key).toMatch(/^[a-zA-Z0-9._-]+$/);
      }
    });

    test('gives every operation an id of its own, answers, and the parameters of its path', () => {
      const ids = operations.map(({ operation }) => operation.operationId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { path, operation } of operations) {
        expect(Object.keys(operation.responses)[0]).toMatch(/^20[014]$/);
        for (const answer of Object.values(operation.responses))
          expect(answer.description).not.toBe('');
        const names = (operation.parameters ?? []).map((each) => each.$ref ?? each.name);
        expect(names.includes('#/components/parameters/id')).toBe(path.includes('{id}'));
        expect(new Set(names).size).toBe(names.length);
      }
    });

    test('has an example of every body, with known fields and all that a new record needs', () => {
      for (const { method, operation } of operations) {
        const media = operation.requestBody?.content['application/json'];
        expect(media === undefined).toBe(!['post', 'put', 'patch'].includes(method));
        if (!media) continue;
        const schema = at(media.schema.$ref) as ObjectSchema;
        const names = Object.keys(media.example);
        expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(names));
        if (method !== 'patch') expect(names).toEqual(expect.arrayContaining([...schema.required]));
      }
    });

    test('names for every operation the scenarios that exercise it', () => {
      const known = project.scenarios.map((scenario) => scenario.id);
      for (const { operation } of operations) {
        expect(operation['x-scenarios']).not.toHaveLength(0);
        expect(known).toEqual(expect.arrayContaining([...operation['x-scenarios']]));
      }
    });
  },
);
