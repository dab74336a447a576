import { withArticle } from '../plan/naming.ts';
import { literal } from '../text/js-literal.ts';
import type { ScenarioMaker } from './draft.ts';
import { creation, perChild, step } from './draft.ts';

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
        creation('record', name),
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

const inUse = perChild((parent, child, field) => ({
  purpose,
  title: `${withArticle(parent.name)} with ${child.plural} can not be deleted before them`,
  serves: [`DELETE /${parent.path}/{id}`],
  steps: [
    step(
      'Given',
      `${withArticle(parent.name)} with ${withArticle(child.name)}`,
      creation('parent', parent.name),
      creation('child', child.name, `{ ${field.name}: parent.body.id }`),
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
}));

/** How records are deleted, and which can not be. */
export const deleting: readonly ScenarioMaker[] = [existing, inUse];
