import type { Field, ProjectEntity } from '../project.ts';
import { withArticle } from '../plan/naming.ts';
import { sampleValue } from '../plan/samples.ts';
import { literal } from '../text/js-literal.ts';
import type { Literal } from '../text/js-literal.ts';
import { NO_RECORD } from './creating.ts';
import type { ScenarioMaker } from './draft.ts';
import { step } from './draft.ts';

const purpose = 'find';
/** Parameters of every list: a field of the same name can't be a filter. */
const PARAMETERS = ['limit', 'offset', 'q', 'sort'];

/** `const x = await create(service, 'task', { … });`, without the name where nobody asks for it. */
const given = (variable: string, name: string, changes?: string): string => {
  const call = `await create(service, ${literal(name)}${changes === undefined ? '' : `, ${changes}`});`;
  return variable === '' ? call : `const ${variable} = ${call}`;
};

const unknownId: ScenarioMaker = ({ name, path }) => [
  {
    purpose,
    title: `${withArticle(name)} that does not exist is not found`,
    serves: [
      `GET /${path}/{id}`,
      `PUT /${path}/{id}`,
      `PATCH /${path}/{id}`,
      `DELETE /${path}/{id}`,
    ],
    steps: [
      step(
        'Given',
        `an id that no ${name} has`,
        `const address = ${literal(`/${path}/${NO_RECORD}`)};`,
      ),
      step(
        'When',
        `the ${name} of that id is read, replaced, changed and deleted`,
        `const values = await sample(service, ${literal(name)});`,
        'const read = await service.get(address);',
        'const replaced = await service.put(address, values);',
        'const changed = await service.patch(address, {});',
        'const deleted = await service.delete(address);',
      ),
      step(
        'Then',
        'each answer is 404',
        'const answers = [read, replaced, changed, deleted];',
        'assert.deepEqual(answers.map((answer) => answer.status), [404, 404, 404, 404]);',
      ),
    ],
  },
];

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
        given('one', name),
        given('two', name),
        given('three', name),
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
          given('wanted', name, literal({ [field.name]: one })),
          given('', name, literal({ [field.name]: other })),
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
          given('wanted', name, literal({ [field.name]: 'Quite Unusual' })),
          given('', name),
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
          given('b', name, literal({ [field.name]: 'Order B' })),
          given('a', name, literal({ [field.name]: 'Order A' })),
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
          'const relevant = (list) => list.body.items.filter((item) => [a.body.id, b.body.id].includes(item.id));',
          'assert.deepEqual(relevant(up), [a.body, b.body]);',
          'assert.deepEqual(relevant(down), [b.body, a.body]);',
        ),
      ],
    },
  ];
};

const nested: ScenarioMaker = (parent, all) =>
  all.flatMap((child) => {
    const field = child.fields.find((each) => each.to === parent.name);
    if (!field) return [];
    return [
      {
        purpose,
        title: `the ${child.plural} of one ${parent.name} are listed`,
        serves: [`GET /${parent.path}/{id}/${child.path}`],
        steps: [
          step(
            'Given',
            `${withArticle(child.name)} of ${withArticle(parent.name)}, and another ${child.name}`,
            given('parent', parent.name),
            given('wanted', child.name, `{ ${field.name}: parent.body.id }`),
            given('', child.name),
          ),
          step(
            'When',
            `the ${child.plural} of that ${parent.name} are listed`,
            `const list = await service.get(parent.address + ${literal(`/${child.path}`)});`,
          ),
          step(
            'Then',
            `only its own ${child.name} is there`,
            'assert.deepEqual(list.body.items, [wanted.body]);',
            'assert.equal(list.body.total, 1);',
          ),
          step(
            'And',
            `those of ${withArticle(parent.name)} that does not exist are not found`,
            `const none = await service.get(${literal(`/${parent.path}/${NO_RECORD}/${child.path}`)});`,
            'assert.equal(none.status, 404);',
          ),
        ],
      },
    ];
  });

/** How records are looked up. */
export const finding: readonly ScenarioMaker[] = [unknownId, pages, filter, search, sort, nested];
