import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/domain/brand.ts';
import { apiOf } from '../../../src/sensors/smoke/openapi.ts';
import { sampleOf } from '../../../src/sensors/smoke/sample.ts';

const plain = (schema: unknown): JsonObject => schema as JsonObject;

describe('sampleOf', () => {
  test.each([
    [{ type: 'string' }, 'Sample'],
    [{ type: 'string', minLength: 8 }, 'Samplexx'],
    [{ type: 'string', maxLength: 3 }, 'Sam'],
    [{ type: 'string', format: 'date' }, '2030-01-15'],
    [{ type: ['string', 'null'], format: 'email' }, 'someone@example.com'],
    [{ type: 'string', pattern: '^[A-Z]{3}-\\d+$' }, 'ABC-123'],
    [{ type: 'integer', minimum: 2.5 }, 3],
    [{ type: 'number', maximum: -4 }, -4],
    [{ type: 'integer', exclusiveMinimum: 5 }, 6],
    [{ type: 'integer', minimum: 4, multipleOf: 5 }, 5],
    [{ type: 'boolean' }, true],
    [{ enum: ['open', 'done'] }, 'open'],
    [{ type: 'string', examples: ['given'] }, 'given'],
    [{ const: 7 }, 7],
    [{ type: 'array', items: { type: 'integer' }, minItems: 2 }, [1, 1]],
    [{ oneOf: [{ type: 'integer' }, { type: 'string' }] }, 1],
    [
      {
        allOf: [
          { properties: { a: { type: 'string' } }, required: ['a'] },
          { properties: { b: { type: 'boolean' }, c: {} }, required: ['b'] },
        ],
      },
      { a: 'Sample', b: true },
    ],
    [{ type: 'object', properties: { id: { readOnly: true } }, required: ['id'] }, {}],
  ])('%j', (schema, value) => {
    expect(sampleOf(schema, plain)).toEqual(value);
  });

  test('a schema that holds itself comes to an end', () => {
    const schema: Record<string, unknown> = { type: 'object', required: ['child'] };
    schema['properties'] = { child: schema };
    expect(JSON.stringify(sampleOf(schema, plain)).length).toBeLessThan(200);
  });
});

describe('apiOf', () => {
  test('finds collections by their items, follows references and takes examples', () => {
    const example = { title: 'Given' };
    const document = {
      paths: {
        '/health': { get: {} },
        '/api/tasks': {
          post: {
            requestBody: { $ref: '#/components/requestBodies/Task' },
          },
        },
        '/api/tasks/{taskId}': { get: {} },
        '/api/tasks/{taskId}/notes/{noteId}': { get: {} },
        '/tokens': { post: {} },
        '/tokens/{id}': { get: {} },
      },
      components: {
        requestBodies: {
          Task: {
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Task' }, example },
            },
          },
        },
        schemas: { Task: { type: 'object' } },
      },
    };
    const api = apiOf(document);
    expect(api).toMatchObject({
      collections: [
        { path: '/api/tasks', item: '/api/tasks/{taskId}', schema: { type: 'object' }, example },
      ],
    });
  });

  test.each([{}, { paths: 3 }, { paths: { '/a/{id}': 3 } }])('%j describes nothing', (document) => {
    expect(apiOf(document).collections).toEqual([]);
  });
});
