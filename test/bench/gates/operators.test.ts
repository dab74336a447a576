import { beforeAll, describe, expect, test } from '@jest/globals';
import { candidates, casesOf, TRIES } from '../../../bench/gates/cases.ts';
import { OPERATORS } from '../../../bench/gates/operators/index.ts';
import { CLASSES, edited } from '../../../bench/gates/project.ts';
import type { Project } from '../../../bench/gates/project.ts';
import { productOf } from '../../../bench/gates/projects/blueprint.ts';

const PYTHON: Readonly<Record<string, string>> = {
  'requirements.txt': 'numpy==1.0\npytest==8.0\n',
  'pyproject.toml': '[project]\nname = "prices"\nlicense = "MIT"\n',
  'prices/__init__.py': '',
  'prices/price.py': `LIMIT = 100


def price(count, each):
    """The price: 1 and 2 are few."""
    if count < 0 or each < 0:
        raise ValueError("negative")
    total = count * each
    return total - 10 if total > LIMIT else total


def unused(value):
    shown_value = 12
    return shown_value
`,
  'tests/test_price.py': `from prices.price import price


def test_few():
    assert price(3, 5) == 15


def test_many():
    assert price(20, 6) == 110
`,
  'tests/test_more.py':
    'import unittest\n\n\nclass More(unittest.TestCase):\n    def test_none(self):\n        self.assertEqual(price(0, 1), 0)\n',
};

const project = (more: Partial<Project>): Project => ({
  name: 'a',
  family: 'package',
  language: 'Python',
  known: { kind: 'good' },
  specified: false,
  dir: '/nowhere',
  texts: new Map(Object.entries(PYTHON)),
  ...more,
});

let projects: readonly Project[];
beforeAll(async () => {
  projects = [
    project({}),
    project({
      name: 'recipes',
      family: 'blueprint',
      language: 'JavaScript',
      specified: true,
      texts: await productOf('Build a recipe collection with recipes, ingredients and ratings.'),
      smaller: await productOf('Build a recipe collection with recipes and ingredients.'),
    }),
  ];
});

describe('operators', () => {
  test('are 25 or more, of every class, each with a name of its own', () => {
    expect(OPERATORS.length).toBeGreaterThanOrEqual(25);
    expect(new Set(OPERATORS.map(({ name }) => name)).size).toBe(OPERATORS.length);
    expect(new Set(OPERATORS.map((operator) => operator.class))).toEqual(new Set(CLASSES));
  });

  test('that make tests say more than they know can all be detected', () => {
    const integrity = OPERATORS.filter((operator) => operator.integrity === true);
    expect(integrity.length).toBeGreaterThan(10);
    expect(integrity.filter((operator) => operator.class === 'undetectable')).toEqual([]);
  });

  test('each change a project that they apply to, and each applies to one', () => {
    for (const operator of OPERATORS) {
      const found = projects.flatMap((each) =>
        candidates({ operator, project: each }).map((edit) => ({ each, edit })),
      );
      expect([operator.name, found.length > 0]).toEqual([operator.name, true]);
      for (const { each, edit } of found) {
        const changes =
          (edit.odd ?? []).length > 0 ||
          JSON.stringify([...edited(each.texts, edit)]) !== JSON.stringify([...each.texts]);
        expect([operator.name, changes]).toEqual([operator.name, true]);
      }
    }
  });

  test('do the same every time, and offer few places', () => {
    for (const operator of OPERATORS) {
      for (const each of projects) {
        const [once, again] = [
          candidates({ operator, project: each }),
          candidates({ operator, project: each }),
        ];
        expect(once).toEqual(again);
        expect(once.length).toBeLessThanOrEqual(TRIES);
      }
    }
  });

  const editOf = (name: string): Readonly<Record<string, string>> => {
    const operator = OPERATORS.find((each) => each.name === name);
    return operator?.edits(project({}))[0]?.write ?? {};
  };

  test('empty tests without leaving their files in pieces', () => {
    expect(editOf('empty-tests')['tests/test_price.py']).toBe(
      'from prices.price import price\n\n\ndef test_few():\n    pass\n\ndef test_many():\n    pass\n\n',
    );
  });

  test('compare with itself what an assertion looks at first', () => {
    expect(editOf('compare-with-itself')).toMatchObject({
      'tests/test_price.py': expect.stringContaining('assert price(3, 5) == price(3, 5)'),
      'tests/test_more.py': expect.stringContaining('self.assertEqual(price(0, 1), price(0, 1))'),
    });
  });

  test('leave what stands in texts and comments', () => {
    const operator = OPERATORS.find(({ name }) => name === 'wrong-number');
    const texts = operator?.edits(project({})).map(({ write }) => write?.['prices/price.py'] ?? '');
    expect(texts?.length).toBeGreaterThan(0);
    for (const text of texts ?? []) expect(text).toContain('The price: 1 and 2 are few.');
  });
});

describe('cases', () => {
  test('take each operator to one project of each family, in turn, or to all', () => {
    const twins = [project({ name: 'b' }), project({ name: 'c' })];
    const of = (every: boolean) => casesOf(twins, OPERATORS, every);
    expect(new Set(of(false).map((each) => each.project.name))).toEqual(new Set(['b', 'c']));
    expect(of(true)).toHaveLength(2 * of(false).length);
  });

  test('degrade only good projects', () => {
    const known = { kind: 'defective', defect: 'x', reported: /x/ } as const;
    expect(casesOf([project({ known })], OPERATORS, true)).toEqual([]);
  });
});
