import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { apiSensor } from '../../../src/sensors/api/api.ts';
import { named, sensedBy } from '../support/product.ts';

type Json = Readonly<Record<string, unknown>>;

const ok = { responses: { '200': { description: 'Fine' } } };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

const document = (more: Json): Json => ({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1.0.0' },
  paths: { '/notes': { get: { ...ok, operationId: 'listNotes' } } },
  ...more,
});

const judge = (content: Json | string, path = 'design/openapi.json'): Promise<Evidence> =>
  sensedBy(
    { files: { [path]: typeof content === 'string' ? content : JSON.stringify(content) } },
    apiSensor,
  );

const rules = async (content: Json | string, path?: string): Promise<readonly string[]> =>
  (await judge(content, path)).findings.map(({ rule }) => rule);

describe('an OpenAPI document', () => {
  test('that is valid holds, with parameters of a path and references', async () => {
    const evidence = await judge(
      document({
        paths: {
          '/notes/{id}': {
            parameters: [{ $ref: '#/components/parameters/id' }],
            get: { ...ok, operationId: 'a' },
            put: { ...ok, operationId: 'b', parameters: [id] },
          },
        },
        components: { parameters: { id }, schemas: { Note: { type: ['string', 'null'] } } },
      }),
    );
    expect(evidence).toMatchObject({ outcome: 'measured', checked: 5, held: 5, findings: [] });
  });

  test.each([
    [
      'YAML',
      'design/openapi.yaml',
      'openapi: 3.0.3\ninfo: {title: a, version: "1"}\npaths:\n  /a:\n    get:\n      responses:\n        "200": {description: Fine}\n',
    ],
    [
      'the older version',
      'docs/notes.openapi.json',
      JSON.stringify(document({ openapi: '3.0.0' })),
    ],
  ])('in %s is read as well', async (_what, path, text) => {
    expect(await judge(text, path)).toMatchObject({ outcome: 'measured', findings: [] });
  });

  test('is not looked for among the tests', async () => {
    expect(await judge('{}', 'tests/openapi.json')).toMatchObject({ outcome: 'skipped' });
  });

  test.each<[string, Json, string]>([
    ['without info', { info: undefined }, 'api.invalid'],
    ['of no known version', { openapi: '9.9.9' }, 'api.version'],
    [
      'with an answer without a description',
      { paths: { '/a': { get: { responses: { '200': {} } } } } },
      'api.invalid',
    ],
    ['without operations', { paths: {} }, 'api.no_operation'],
    [
      'with one operationId twice',
      { paths: { '/a': { get: { ...ok, operationId: 'x' }, put: { ...ok, operationId: 'x' } } } },
      'api.operation_id',
    ],
    [
      'with an undeclared path parameter',
      { paths: { '/a/{id}': { get: ok } } },
      'api.path_parameter',
    ],
    [
      'with a parameter of no path',
      { paths: { '/a': { get: { ...ok, parameters: [id] } } } },
      'api.path_parameter',
    ],
    [
      'with a reference to nowhere',
      { components: { schemas: { A: { $ref: '#/components/schemas/B' } } } },
      'api.dangling_ref',
    ],
    [
      'with a reference to a host',
      { components: { schemas: { A: { $ref: 'http://127.0.0.1:1/x.json' } } } },
      'api.external_ref',
    ],
    [
      'with a reference to a file',
      { components: { schemas: { A: { $ref: '../../../etc/passwd' } } } },
      'api.external_ref',
    ],
    [
      'with a type that there is not',
      { components: { schemas: { A: { properties: { b: { items: { type: 'text' } } } } } } },
      'api.type',
    ],
  ])('%s is found fault with', async (_what, more, rule) => {
    const evidence = await judge(document(more));
    expect(named(evidence)).toEqual([`${rule} design/openapi.json architect`]);
    expect(evidence.findings[0]?.expected).not.toBe('');
    expect(evidence.findings[0]?.actual).not.toBe('');
    expect(evidence.held).toBeLessThan(evidence.checked);
  });

  test('may hold anything in its examples', async () => {
    const example = { $ref: 'nowhere', type: 'text' };
    expect(await rules(document({ components: { schemas: { A: { example } } } }))).toEqual([]);
  });

  test('that refers to itself ends', async () => {
    const A = { $ref: '#/components/schemas/A' };
    expect(await rules(document({ components: { schemas: { A } } }))).toEqual([]);
  });

  test.each([
    ['that is no JSON', '{"openapi":'],
    ['that is a list', '[]'],
    ['that is deep', '{"a":'.repeat(100_000)],
    ['that is too long', JSON.stringify(document({ 'x-long': 'x'.repeat(1_100_000) }))],
  ])('%s is one finding', async (_what, text) => {
    expect((await judge(text)).findings).toMatchObject([{ rule: 'api.invalid' }]);
  });

  test('with a version that is no text is named', async () => {
    expect(await rules('{"openapi":3}')).toEqual(['api.version', 'api.no_operation']);
  });

  test('with thousands of faults names some', async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, index) => [
        `/a${String(index)}`,
        { get: { responses: { '200': {} } } },
      ]),
    );
    expect((await judge(document({ paths }))).findings).toHaveLength(20);
  });
});
