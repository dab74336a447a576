import { describe, expect, test } from '@jest/globals';
import { understand } from '../../../../../src/adapters/model/blueprint/understanding/index.ts';
import type { Entity } from '../../../../../src/adapters/model/blueprint/understanding/index.ts';

function names(text: string): readonly string[] {
  return understand(text).entities.map(({ name }) => name);
}

function entity(text: string, name: string): Entity {
  const found = understand(text).entities.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no ${name} among ${names(text).join(', ')}`);
  return found;
}

function attributes(text: string, name: string): readonly string[] {
  return entity(text, name).attributes.map((attribute) => attribute.name);
}

describe('one-line requirements', () => {
  test('a system with a list of plurals has each of them', () => {
    expect(names('Create a task management system with projects, tasks and comments')).toEqual(
      expect.arrayContaining(['project', 'task', 'comment']),
    );
  });

  test('a gerund is no part of the name that follows it', () => {
    expect(names('A lab system for tracking samples, machines and bookings')).toEqual([
      'sample',
      'machine',
      'booking',
    ]);
  });

  test('what is managed is the record, the place is not', () => {
    expect(names('Library management system with books and members')).toEqual(['book', 'member']);
  });
});

describe('explicit structure', () => {
  test('a bracket lists the attributes of the noun before it', () => {
    const text = 'Keep books (attributes: title, publication year) and members (name, email).';
    expect(attributes(text, 'book')).toEqual(['title', 'publication_year']);
    expect(attributes(text, 'member')).toEqual(['name', 'email']);
  });

  test('a label with a colon lists attributes', () => {
    const text = 'Zoo\n\n- Animal: name, species, date of birth\n- Enclosure: name, area';
    expect(attributes(text, 'animal')).toEqual(['name', 'species', 'date_of_birth']);
    expect(names(text)).toEqual(['animal', 'enclosure']);
  });

  test('bullets below a heading are its fields, with their types', () => {
    const text = '## Workout\n- date (date)\n- duration (integer)\n- notes (text)';
    expect(entity(text, 'workout').attributes).toEqual([
      { name: 'date', type: 'date' },
      { name: 'duration', type: 'integer' },
      { name: 'notes', type: 'text' },
    ]);
  });

  test('a table of entities and one of fields are both read', () => {
    const entities = '| Entity | Attributes |\n|---|---|\n| Asset | name, value |\n';
    expect(attributes(entities, 'asset')).toEqual(['name', 'value']);
    const fields =
      '## Flight\n| Field | Type | Required |\n|--|--|--|\n| origin | string | yes |\n';
    expect(entity(fields, 'flight').attributes).toEqual([
      { name: 'origin', type: 'string', required: true },
    ]);
  });

  test('REST paths name resources, and the outer one owns the inner one', () => {
    const text = 'GET /albums/{id}\nPOST /albums\nPOST /albums/{id}/tracks\nPOST /login';
    expect(names(text)).toEqual(['album', 'track']);
    expect(entity(text, 'track').relations).toEqual([{ kind: 'belongsTo', entity: 'album' }]);
    expect(entity(text, 'album').relations).toEqual([{ kind: 'hasMany', entity: 'track' }]);
  });

  test('SQL tables give columns, types and references', () => {
    const text =
      'CREATE TABLE authors (\n  id SERIAL PRIMARY KEY,\n  name VARCHAR(100) NOT NULL\n);\n' +
      'CREATE TABLE quotes (\n  id SERIAL PRIMARY KEY,\n  said_at TIMESTAMP,\n  author_id INTEGER\n);';
    expect(entity(text, 'author').attributes).toEqual([
      { name: 'id', type: 'identifier' },
      { name: 'name', type: 'string', required: true },
    ]);
    expect(entity(text, 'quote').attributes).toContainEqual({ name: 'said_at', type: 'datetime' });
    expect(entity(text, 'quote').attributes).toContainEqual({
      name: 'author_id',
      type: 'reference',
      entity: 'author',
    });
    expect(entity(text, 'quote').relations).toEqual([{ kind: 'belongsTo', entity: 'author' }]);
  });

  test('diagrams, classes and samples are schemas too', () => {
    expect(
      attributes(
        'erDiagram\n TEAM ||--o{ PLAYER : has\n PLAYER {\n  string name\n  int age\n }',
        'player',
      ),
    ).toEqual(['name', 'age']);
    expect(
      attributes('interface Client {\n  name: string;\n  vatNumber: string;\n}', 'client'),
    ).toEqual(['name', 'vat_number']);
    const sample =
      'A recipe looks like this:\n```json\n{"title": "x", "servings": 4}\n```\nStore recipes.';
    expect(attributes(sample, 'recipe')).toEqual(['title', 'servings']);
  });
});

describe('prose', () => {
  test('"has" with a list gives attributes, of which values in brackets are an enumeration', () => {
    const text = 'Each task has a title, a due date and a status (open, closed).';
    expect(entity(text, 'task').attributes).toEqual([
      { name: 'title', type: 'string' },
      { name: 'due_date', type: 'date' },
      { name: 'status', type: 'enum', values: ['open', 'closed'] },
    ]);
  });

  test('"for each X record" gives attributes', () => {
    const text = 'For each hive store the name, the location and the queen year.';
    expect(attributes(text, 'hive')).toEqual(['name', 'location', 'queen_year']);
  });

  test('objects of record verbs and passives are records, their users are not', () => {
    const text =
      'Clerks register lawsuits. Hearings can be scheduled and cancelled. Users can log in to the system.';
    expect(names(text)).toEqual(['lawsuit', 'hearing']);
  });

  test('a contained plural is tied to what contains it', () => {
    const text = 'Manage projects. A project has many tasks. Users add tasks and edit tasks.';
    expect(entity(text, 'project').relations).toEqual([{ kind: 'hasMany', entity: 'task' }]);
    expect(entity(text, 'task').relations).toEqual([{ kind: 'belongsTo', entity: 'project' }]);
  });

  test('a tie to what is no entity is left out', () => {
    const text = 'Register lamps, edit lamps and delete lamps. Staff add lamps to a cupboard.';
    expect(names(text)).toEqual(['lamp']);
    expect(entity(text, 'lamp').relations).toEqual([]);
  });

  test('a compound and its head are one entity', () => {
    const text = 'Create purchase orders and edit purchase orders. An order is sent to a supplier.';
    expect(names(text)).toContain('purchase order');
    expect(names(text)).not.toContain('order');
  });
});

describe('record keeping', () => {
  test.each([
    'Build a veterinary clinic app to manage pets, owners and appointments.',
    'We rent out bikes. I want to add bikes, enter customers and start rentals.',
    'As a cook I want to save recipes\nAs a cook I want to delete recipes',
  ])('yes: %s', (text) => {
    expect(understand(text).recordKeeping).toBe('yes');
  });

  test.each([
    'Write a snake game in JavaScript',
    'Command line tool that converts YAML to JSON',
    'Train an image classifier on CIFAR-10 and report accuracy',
    'Write a web crawler that extracts product names and stores them in a CSV file',
    'Implement a compiler for a small language',
    'Make a landing page for our new coffee brand',
  ])('no, and no entities: %s', (text) => {
    expect(understand(text)).toMatchObject({ recordKeeping: 'no', entities: [] });
  });

  test('unsure about a text that says next to nothing, with a reason', () => {
    const understanding = understand('I want an app for my business');
    expect(understanding.recordKeeping).toBe('unsure');
    expect(understanding.reasons.length).toBeGreaterThan(0);
  });
});
