import { withArticle } from '../plan/naming.ts';
import { literal } from '../text/js-literal.ts';
import { NO_RECORD } from './creating.ts';
import type { ScenarioMaker } from './draft.ts';
import { creation, perChild, step } from './draft.ts';
import { listing } from './listing.ts';

const purpose = 'find';

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
        'const statuses = answers.map((answer) => answer.status);',
        'assert.deepEqual(statuses, [404, 404, 404, 404]);',
      ),
    ],
  },
];

const nested = perChild((parent, child, field) => ({
  purpose,
  title: `the ${child.plural} of one ${parent.name} are listed`,
  serves: [`GET /${parent.path}/{id}/${child.path}`],
  steps: [
    step(
      'Given',
      `${withArticle(child.name)} of ${withArticle(parent.name)}, and another ${child.name}`,
      creation('parent', parent.name),
      creation('wanted', child.name, `{ ${field.name}: parent.body.id }`),
      creation('', child.name),
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
}));

/** How records are looked up. */
export const finding: readonly ScenarioMaker[] = [unknownId, ...listing, nested];
