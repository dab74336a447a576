import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planProject } from '../../../../src/adapters/model/blueprint/index.ts';
import type { Project } from '../../../../src/adapters/model/blueprint/index.ts';
import type { Entity } from '../../../../src/adapters/model/blueprint/understanding/index.ts';
import { arbitraryUnderstanding } from './arbitrary-understanding.ts';
import { understandings } from './understandings.ts';

const plan = (...entities: readonly Entity[]): Project =>
  planProject('Keep records', { recordKeeping: 'yes', entities, reasons: [] });

const entityOf = (project: Project, name: string) => {
  const found = project.entities.find((entity) => entity.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};

const fieldsOf = (project: Project, name: string): readonly string[] =>
  entityOf(project, name).fields.map((field) => field.name + (field.required ? '!' : ''));

const bare = (name: string): Entity => ({ name, attributes: [], relations: [] });

describe('what an understanding leaves open', () => {
  test('without an entity, the service keeps records', () => {
    expect(plan().entities.map((entity) => entity.path)).toEqual(['records']);
  });

  test('an entity without attributes gets those it usually has, as an assumption', () => {
    const project = plan(bare('task'));
    expect(fieldsOf(project, 'task')).toEqual(['title!', 'description', 'status', 'due_date']);
    expect(project.assumptions).toContain(
      'The requirement names no attributes of tasks: they have title, description, status and due date.',
    );
  });

  test('an unknown kind of entity has a name and a description', () => {
    expect(fieldsOf(plan(bare('lighthouse')), 'lighthouse')).toEqual(['name!', 'description']);
  });

  test('entities without any relation are tied as they usually are', () => {
    const project = planProject('x', understandings['no attributes']);
    expect(fieldsOf(project, 'task')).toContain('project_id!');
    expect(fieldsOf(project, 'comment')).toContain('task_id!');
    expect(project.assumptions).toContain('Every task belongs to a project.');
  });

  test('when nothing is required, what names the record is', () => {
    const attributes = [
      { name: 'size', type: 'integer' },
      { name: 'title', type: 'string' },
    ] as const;
    expect(fieldsOf(plan({ name: 'box', attributes, relations: [] }), 'box')).toEqual([
      'size',
      'title!',
    ]);
  });
});

describe('relations', () => {
  test('a parent that has many children is referred to by them', () => {
    const project = plan(
      { ...bare('shelf'), relations: [{ kind: 'hasMany', entity: 'thing' }] },
      bare('thing'),
    );
    expect(fieldsOf(project, 'thing')).toContain('shelf_id!');
  });

  test('two that have many of each other are tied by a third, once for each pair', () => {
    const link = entityOf(planProject('x', understandings['many relations']), 'course student');
    expect(link.unique).toEqual(['course_id', 'student_id']);
  });

  test('a reference attribute stands for its relation', () => {
    const project = planProject('x', understandings['many relations']);
    expect(fieldsOf(project, 'student')).toEqual(['name!', 'mentor_id']);
  });

  test('two that must refer to each other can be created: one reference is optional', () => {
    const project = planProject('x', understandings['many relations']);
    expect(fieldsOf(project, 'teacher')).toContain('department_id');
    expect(fieldsOf(project, 'department')).toContain('teacher_id!');
  });

  test('an entity may refer to its own kind, and needs not', () => {
    const project = planProject('x', understandings['many relations']);
    expect(fieldsOf(project, 'category')).toEqual(['name!', 'parent_id']);
  });
});

test.each([
  ['category', 'categories'],
  ['purchase order', 'purchase-orders'],
  ['person', 'people'],
  ['box', 'boxes'],
  ['status', 'statuses'],
  ['day', 'days'],
  ['analysis', 'analyses'],
  ['child', 'children'],
  ['equipment', 'equipment'],
  ['bookshelf', 'bookshelves'],
  ['photo', 'photos'],
  ['quiz', 'quizzes'],
  ['salesman', 'salesmen'],
  ['health', 'healths'],
])('the path of the entity %s is %s', (name, path) => {
  expect(entityOf(plan(bare(name)), name).path).toBe(path);
});

describe('of any understanding', () => {
  const holds = (check: (project: Project) => void): void => {
    fc.assert(
      fc.property(arbitraryUnderstanding, (understanding) => {
        check(planProject('Keep records', understanding));
      }),
    );
  };
  const areUnique = (values: readonly string[]): void => {
    expect(new Set(values).size).toBe(values.length);
  };

  test('the plan is the same each time', () => {
    fc.assert(
      fc.property(arbitraryUnderstanding, fc.string(), (understanding, requirement) => {
        const again = planProject(requirement, structuredClone(understanding));
        expect(again).toEqual(planProject(requirement, understanding));
      }),
    );
  });

  test('names and paths are safe and unique', () => {
    holds(({ entities, packageName }) => {
      areUnique(entities.map((entity) => entity.name));
      areUnique([...entities.map((entity) => entity.path), 'health', 'service']);
      expect(packageName).toMatch(/^[a-z0-9-]+$/);
      for (const { path, fields } of entities) {
        expect(path).toMatch(/^[a-z0-9-]+$/);
        expect(fields.length).toBeGreaterThan(0);
        areUnique([...fields.map((field) => field.name), 'id', 'created_at', 'updated_at']);
        for (const field of fields) expect(field.name).toMatch(/^[a-z][a-z0-9_]*$/);
      }
    });
  });

  test('an entity comes after those it must refer to', () => {
    holds(({ entities }) => {
      const names = entities.map((entity) => entity.name);
      for (const [index, { fields }] of entities.entries()) {
        for (const field of fields.filter(({ type }) => type === 'reference')) {
          expect(names).toContain(field.to);
          if (field.required) expect(names.slice(0, index)).toContain(field.to);
        }
      }
    });
  });

  test('each scenario has an id of its own, a story, and Given, When and Then', () => {
    holds(({ scenarios, stories }) => {
      const told = stories.flatMap((story) => story.scenarios.map((scenario) => scenario.id));
      areUnique(told);
      expect([...told].sort()).toEqual(scenarios.map((scenario) => scenario.id).sort());
      for (const { steps } of scenarios) {
        expect(steps[0]?.keyword).toBe('Given');
        expect(steps.map((step) => step.keyword)).toEqual(expect.arrayContaining(['When', 'Then']));
      }
    });
  });
});
