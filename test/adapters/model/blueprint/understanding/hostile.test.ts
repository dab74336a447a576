import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { understand } from '../../../../../src/adapters/model/blueprint/understanding/index.ts';
import { singular } from '../../../../../src/adapters/model/blueprint/understanding/inflection.ts';

/** Pieces of requirements and of nonsense, joined at random. */
const piece = fc.constantFrom(
  'Each task has a title, a due date and a status (open, closed).',
  'GET /books/{id}/reviews',
  'POST /orders',
  '## Customers',
  '- name: string',
  '- Addresses (street, city)',
  '| Field | Type |\n|---|---|\n| price | decimal |',
  'CREATE TABLE statuses (id INT, label TEXT);',
  'class Analysis {\n  title: string\n  title: string\n}',
  'Manage people, children, series and news.',
  "the customer's address and phone",
  '```json\n{"a": [{"b": 1, "c": 2}]}\n```',
  'A ||--o{ B : has',
  '(((',
  ')))',
  '{',
  '}',
  '\u0000\u001b[31m',
  'ﷺ',
  '😀',
  '\ud800',
  '`x`',
  '**',
  ',,,',
  ': ',
  '\n\n',
  '\t',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(fc.oneof(piece, fc.string({ maxLength: 20 })), { maxLength: 25 })
    .map((parts) => parts.join('\n')),
  fc.array(piece, { maxLength: 25 }).map((parts) => parts.join(' ')),
);
const runs = { numRuns: 100 };

describe('whatever the text', () => {
  test('the same text is understood the same way, also after other texts', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const first = understand(one);
        understand(other);
        expect(understand(one)).toEqual(first);
      }),
      runs,
    );
  });

  test('names are lower-case identifiers, entities in the singular, nothing twice, all bounded', () => {
    fc.assert(
      fc.property(text, (requirement) => {
        const { entities } = understand(requirement);
        expect(entities.length).toBeLessThanOrEqual(12);
        expect(new Set(entities.map(({ name }) => name)).size).toBe(entities.length);
        for (const { name, attributes } of entities) {
          expect(name).toMatch(/^[a-z][a-z0-9]*( [a-z0-9]+)*$/);
          const head = name.slice(name.lastIndexOf(' ') + 1);
          expect(singular(head)).toBe(head);
          expect(attributes.length).toBeLessThanOrEqual(20);
          expect(new Set(attributes.map((attribute) => attribute.name)).size).toBe(
            attributes.length,
          );
          for (const attribute of attributes) expect(attribute.name).toMatch(/^[a-z][a-z0-9_]*$/);
        }
      }),
      runs,
    );
  });

  test('relations and references lead to entities that exist', () => {
    fc.assert(
      fc.property(text, (requirement) => {
        const { entities } = understand(requirement);
        const known = entities.map(({ name }) => name);
        for (const { attributes, relations } of entities) {
          for (const { entity } of relations) expect(known).toContain(entity);
          expect(new Set(relations.map((relation) => JSON.stringify(relation))).size).toBe(
            relations.length,
          );
          for (const attribute of attributes)
            if (attribute.type === 'reference') expect(known).toContain(attribute.entity);
            else if (attribute.type === 'enum') expect(attribute.values?.length).toBeGreaterThan(1);
        }
      }),
      runs,
    );
  });
});

test('of many entities with many attributes, 12 with 20 each are kept', () => {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const columns = letters.map((letter) => `  field_${letter} TEXT`).join(',\n');
  const tables = letters.map((letter) => `CREATE TABLE ${letter}room (\n${columns}\n);`);
  const { entities } = understand(`Manage rooms.\n${tables.join('\n')}`);
  expect(entities).toHaveLength(12);
  for (const { attributes } of entities) expect(attributes).toHaveLength(20);
});

/** The unit repeated to 100,000 characters. */
function long(unit: string): string {
  return unit.repeat(Math.ceil(100_000 / unit.length)).slice(0, 100_000);
}

describe('100,000 characters', () => {
  test.each([
    ['one letter', long('a')],
    ['control characters', long('\u0000\u0007 a')],
    ['open brackets', long('(a, ')],
    ['braces', long('task {\n title\n')],
    ['marks', long('**_`[')],
    [
      'nested bullets',
      Array.from({ length: 440 }, (_, depth) => `${' '.repeat(depth)}- x`).join('\n'),
    ],
    ['table rows', long('| a | b |\n')],
    ['sentences', long('Manage tasks and books. ')],
    ['fields', long('Task: title, name, due date\n')],
    ['paths', long('GET /books/{id}/reviews ')],
    ['articles', long('attributes of the the ')],
    ['expanding characters', long('ﷺ')],
  ])('of %s are read within seconds', (_, requirement) => {
    const start = performance.now();
    understand(requirement);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
