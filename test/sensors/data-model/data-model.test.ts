import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { dataModelSensor } from '../../../src/sensors/data-model/data-model.ts';
import { named, sensedBy } from '../support/product.ts';

type Json = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const note = { type: 'object', required: ['id', 'text'], properties: { id: text, text } };
const list = { properties: { noteId: { ...text, 'x-references': 'notes' } } };

const DOCUMENT = '# Data model\n\nA note, in lists.\n\n```mermaid\n  NOTE ||--o{ LIST : "has"\n```';

const judge = (
  $defs: Json,
  schemas: Json = {},
  document = DOCUMENT,
  more: Readonly<Record<string, string>> = {},
): Promise<Evidence> =>
  sensedBy(
    {
      files: {
        'design/schema.json': JSON.stringify({ $defs }),
        'design/data-model.md': document,
        'design/openapi.json': JSON.stringify({ paths: {}, components: { schemas } }),
        ...more,
      },
    },
    dataModelSensor,
  );

const rules = async (...given: Parameters<typeof judge>): Promise<readonly string[]> =>
  (await judge(...given)).findings.map(({ severity, rule }) => `${severity} ${rule}`);

describe('a data model', () => {
  test('that says the same everywhere holds', async () => {
    const evidence = await judge({ note, list, color: { enum: ['red'] } }, { Note: note });
    expect(evidence).toMatchObject({ outcome: 'measured', checked: 5, held: 5, findings: [] });
  });

  test('is not measured where there is no schema of it', async () => {
    const evidence = await sensedBy({ files: { 'design/data-model.md': 'x' } }, dataModelSensor);
    expect(evidence.outcome).toBe('skipped');
  });

  test.each<[string, Json, Json, string]>([
    [
      'a required field that there is not',
      { note: { ...note, required: ['title'] } },
      {},
      'required',
    ],
    [
      'a relation to nowhere',
      { note: { properties: { a: { ...text, 'x-references': 'users' } } } },
      {},
      'relation',
    ],
    [
      'a reference to nowhere',
      { note: { properties: { a: { $ref: '#/$defs/b' } } } },
      {},
      'reference',
    ],
    [
      'a reference to a file',
      { note: { properties: { a: { $ref: '/etc/passwd' } } } },
      {},
      'reference',
    ],
    [
      'another type in the API',
      { note },
      { Notes: { properties: { text: { type: ['integer', 'null'] } } } },
      'type',
    ],
    [
      'another spelling in the API',
      { note: { properties: { created_at: text } } },
      { Note: { properties: { createdAt: text } } },
      'field_name',
    ],
    ['an entity that its document does not name', { note, user: note }, {}, 'undocumented'],
    ['no entity', { note: { enum: ['a'] } }, {}, 'schema'],
  ])('with %s is found fault with', async (_what, definitions, schemas, rule) => {
    const given = { list: { properties: { a: text } }, ...definitions };
    const evidence = await judge(rule === 'schema' ? definitions : given, schemas);
    expect(evidence.findings.map((finding) => finding.rule)).toContain(`data_model.${rule}`);
    expect(evidence.held).toBeLessThan(evidence.checked);
    expect(named(evidence)[0]).toMatch(/ architect$/);
  });

  test('may say more or less than the API, which is a warning', async () => {
    const schemas = { Note: { required: ['total'], properties: { text, total: text } } };
    expect(await rules({ note, list }, schemas)).toEqual([
      'warning data_model.field',
      'warning data_model.optional',
    ]);
  });

  test('draws relations to what there is', async () => {
    expect(await rules({ note, list }, {}, `${DOCUMENT}\n USER ||--|{ NOTE : "x"`)).toEqual([
      'error data_model.relation',
    ]);
  });

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a deep one', '{"$defs":'.repeat(10_000)],
  ])('that is %s is one finding', async (_what, schema) => {
    const evidence = await judge({}, {}, DOCUMENT, { 'design/schema.json': schema });
    expect(named(evidence)).toEqual(['data_model.schema design/schema.json architect']);
  });

  test('that goes round in circles ends', async () => {
    const a = { $ref: '#/$defs/a' };
    const b = { allOf: [{ $ref: '#/$defs/b' }, note] };
    expect(await rules({ a, b, note, list }, {}, `${DOCUMENT} a b`)).toEqual([]);
  });
});
