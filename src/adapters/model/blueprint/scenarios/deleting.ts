import { withArticle } from '../plan/naming.ts';
import { literal } from '../text/js-literal.ts';
import type { ScenarioMaker } from './draft.ts';
import { step } from './draft.ts';

const purpose = 'delete';

const existing: ScenarioMaker = ({ name, plural, path }) => [
  {
    purpose,
    title: `${withArticle(name)} is deleted`,
    serves: [`DELETE /${path}/{id}`, `GET /${path}/{id}`],
    steps: [
      step(
        'Given',
        withArticle(name),
        `const record = await create(service, ${literal(name)});`,
        `const before = await service.get(${literal(`/${path}`)});`,
      ),
      step('When', 'it is deleted', 'const deleted = await service.delete(record.address);'),
      step(
        'Then',
        'the answer is 204, and the record is not found any more',
        'assert.equal(deleted.status, 204);',
        'const read = await service.get(record.address);',
        'assert.equal(read.status, 404);',
      ),
      step(
        'And',
        `there is one less of the ${plural}`,
        `const after = await service.get(${literal(`/${path}`)});`,
        'assert.equal(after.body.total, before.body.total - 1);',
      ),
    ],
  },
];

const inUse: ScenarioMaker = (parent, all) =>
  all.flatMap((child) => {
    const field = child.fields.find((each) => each.to === parent.name);
    if (!field) return [];
    return [
      {
        purpose,
        title: `${withArticle(parent.name)} with ${child.plural} can not be deleted before them`,
        serves: [`DELETE /${parent.path}/{id}`],
        steps: [
          step(
            'Given',
            `${withArticle(parent.name)} with ${withArticle(child.name)}`,
            `const parent = await create(service, ${literal(parent.name)});`,
            `const child = await create(service, ${literal(child.name)}, { ${field.name}: parent.body.id });`,
          ),
          step(
            'When',
            `the ${parent.name} is deleted`,
            'const refused = await service.delete(parent.address);',
          ),
          step(
            'Then',
            'the answer is 409, and it is still there',
            'assert.equal(refused.status, 409);',
            'const read = await service.get(parent.address);',
            'assert.deepEqual(read.body, parent.body);',
          ),
          step(
            'And',
            `it can be deleted once the ${child.name} is gone`,
            'await service.delete(child.address);',
            'const deleted = await service.delete(parent.address);',
            'assert.equal(deleted.status, 204);',
          ),
        ],
      },
    ];
  });

/** How records are deleted, and which can not be. */
export const deleting: readonly ScenarioMaker[] = [existing, inUse];
