import type { Field, ProjectEntity } from '../project.ts';
import { withArticle } from '../plan/naming.ts';
import { sampleValue } from '../plan/samples.ts';
import { literal } from '../text/js-literal.ts';
import type { Literal } from '../text/js-literal.ts';
import type { ScenarioMaker } from './draft.ts';
import { creation, step } from './draft.ts';

const purpose = 'find';
/** Parameters of every list: a field of the same name can't be a filter. */
const PARAMETERS = ['limit', 'offset', 'q', 'sort'];

const pages: ScenarioMaker = ({ name, plural, path }) => [
  {
    purpose,
    title: `${plural} are listed page by page`,
    serves: [`GET /${path}`],
    steps: [
      step(
        'Given',
        `three more ${plural}`,
        `const { total } = (await service.get(${literal(`/${path}`)})).body;`,
        creation('one', name),
        creation('two', name),
        creation('three', name),
      ),
      step(
        'When',
        'they are read in pages of two',
        `const first = await service.get(${literal(`/${path}?limit=2&offset=`)} + total);`,
        `const second = await service.get(${literal(`/${path}?limit=2&offset=`)} + (total + 2));`,
      ),
      step(
        'Then',
        'each is on one page, the oldest first',
        'assert.deepEqual(first.body.items, [one.body, two.body]);',
        'assert.deepEqual(second.body.items, [three.body]);',
      ),
      step(
        'And',
        'each page says how many there are in all',
        'assert.equal(first.body.total, total + 3);',
        'assert.equal(second.body.total, total + 3);',
      ),
      step(
        'And',
        'a page size of 0 or 101 is refused with 400',
        `const none = await service.get(${literal(`/${path}?limit=0`)});`,
        `const tooMany = await service.get(${literal(`/${path}?limit=101`)});`,
        'assert.deepEqual([none.status, tooMany.status], [400, 400]);',
      ),
    ],
  },
];

/** As in a query string. */
const textOf = (value: Literal): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const canFilter = (field: Field): boolean =>
  !PARAMETERS.includes(field.name) &&
  (field.type === 'boolean' || (field.type === 'enum' && (field.values?.length ?? 0) > 1));

const filter: ScenarioMaker = ({ name, plural, path, fields }) =>
  fields.filter(canFilter).map((field) => {
    const [one, other] = [sampleValue(field, 1), sampleValue(field, 2)];
    const search = `${field.name}=${encodeURIComponent(textOf(one))}`;
    return {
      purpose,
      title: `${plural} are filtered by ${field.label}`,
      serves: [`GET /${path}`],
      steps: [
        step(
          'Given',
          `${withArticle(name)} whose ${field.label} is ${JSON.stringify(one)}, and one with ${JSON.stringify(other)}`,
          creation('wanted', name, literal({ [field.name]: one })),
          creation('', name, literal({ [field.name]: other })),
        ),
        step(
          'When',
          `the ${plural} with ${JSON.stringify(one)} are listed`,
          `const list = await service.get(${literal(`/${path}?limit=100&${search}`)});`,
        ),
        step(
          'Then',
          'the first is there, and all that are there have that value',
          'assert.ok(list.body.items.some((item) => item.id === wanted.body.id));',
          `assert.ok(list.body.items.every((item) => item[${literal(field.name)}] === ${literal(one)}));`,
        ),
      ],
    };
  });

const lineField = (entity: ProjectEntity): Field | undefined =>
  entity.fields.find((field) => field.name === entity.display && field.type === 'string') ??
  entity.fields.find((field) => field.type === 'string');

const search: ScenarioMaker = (entity) => {
  const { name, plural, path } = entity;
  const field = lineField(entity);
  if (!field) return [];
  return [
    {
      purpose,
      title: `${plural} are found by a part of their ${field.label}`,
      serves: [`GET /${path}`],
      steps: [
        step(
          'Given',
          `${withArticle(name)} whose ${field.label} is "Quite Unusual", and another`,
          creation('wanted', name, literal({ [field.name]: 'Quite Unusual' })),
          creation('', name),
        ),
        step(
          'When',
          'somebody searches for "unusual"',
          `const list = await service.get(${literal(`/${path}?q=unusual`)});`,
        ),
        step(
          'Then',
          `only that ${name} is found`,
          'assert.deepEqual(list.body.items, [wanted.body]);',
          'assert.equal(list.body.total, 1);',
        ),
      ],
    },
  ];
};

const sort: ScenarioMaker = (entity) => {
  const { name, plural, path } = entity;
  const field = lineField(entity);
  if (!field) return [];
  const list = (order: string): string => literal(`/${path}?limit=100&sort=${order}${field.name}`);
  return [
    {
      purpose,
      title: `${plural} are sorted by ${field.label}`,
      serves: [`GET /${path}`],
      steps: [
        step(
          'Given',
          `${withArticle(name)} whose ${field.label} is "Order B", and one with "Order A"`,
          creation('b', name, literal({ [field.name]: 'Order B' })),
          creation('a', name, literal({ [field.name]: 'Order A' })),
        ),
        step(
          'When',
          `the ${plural} are listed by ${field.label}, upwards and downwards`,
          `const up = await service.get(${list('')});`,
          `const down = await service.get(${list('-')});`,
        ),
        step(
          'Then',
          'their order is that of the alphabet, and the reverse',
          'const ids = [a.body.id, b.body.id];',
          'const relevant = (list) => list.body.items.filter((item) => ids.includes(item.id));',
          'assert.deepEqual(relevant(up), [a.body, b.body]);',
          'assert.deepEqual(relevant(down), [b.body, a.body]);',
        ),
      ],
    },
  ];
};

/** How the records of an entity are listed. */
export const listing: readonly ScenarioMaker[] = [pages, filter, search, sort];
