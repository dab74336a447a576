import type { Field, ProjectEntity } from '../project.ts';
import { withArticle } from '../plan/naming.ts';
import { sampleValue, wrongValue } from '../plan/samples.ts';
import { literal } from '../text/js-literal.ts';
import type { ScenarioMaker } from './draft.ts';
import { step } from './draft.ts';

const purpose = 'change';

/** A field that has at least two valid values to change between. */
const changeable = (entity: ProjectEntity): Field | undefined =>
  entity.fields.find(
    (field) => field.type !== 'reference' && sampleValue(field, 1) !== sampleValue(field, 2),
  );

const given = (name: string): string => `const record = await create(service, ${literal(name)});`;

const patch: ScenarioMaker = (entity) => {
  const { name, path } = entity;
  const field = changeable(entity);
  if (!field) return [];
  const changes = literal({ [field.name]: sampleValue(field, 2) });
  return [
    {
      purpose,
      title: `the ${field.label} of ${withArticle(name)} is changed`,
      serves: [`PATCH /${path}/{id}`],
      steps: [
        step('Given', withArticle(name), given(name)),
        step(
          'When',
          `its ${field.label} is changed`,
          `const changed = await service.patch(record.address, ${changes});`,
        ),
        step(
          'Then',
          'the answer is 200, and everything else is as it was',
          'assert.equal(changed.status, 200);',
          'const { updated_at } = changed.body;',
          `assert.deepEqual(changed.body, { ...record.body, ...${changes}, updated_at });`,
          'assert.ok(updated_at >= record.body.updated_at);',
        ),
        step(
          'And',
          'reading it shows the change',
          'const read = await service.get(record.address);',
          'assert.deepEqual(read.body, changed.body);',
        ),
      ],
    },
  ];
};

const wrongPatch: ScenarioMaker = (entity) => {
  const { name, path } = entity;
  const field = changeable(entity);
  if (!field) return [];
  return [
    {
      purpose,
      title: `a change of ${withArticle(name)} to a wrong ${field.label} is refused`,
      serves: [`PATCH /${path}/{id}`],
      steps: [
        step('Given', withArticle(name), given(name)),
        step(
          'When',
          `its ${field.label} is changed to a value of the wrong kind`,
          `const answer = await service.patch(record.address, ${literal({ [field.name]: wrongValue(field) })});`,
        ),
        step(
          'Then',
          `the answer is 422 and names ${field.name}`,
          'assert.equal(answer.status, 422);',
          `assert.deepEqual(fieldsInError(answer), [${literal(field.name)}]);`,
        ),
        step(
          'And',
          'the record is as it was',
          'const read = await service.get(record.address);',
          'assert.deepEqual(read.body, record.body);',
        ),
      ],
    },
  ];
};

const put: ScenarioMaker = (entity) => {
  const { name, path, fields } = entity;
  if (!changeable(entity)) return [];
  const required = fields.filter((field) => field.required);
  const values = required
    .filter((field) => field.type !== 'reference')
    .map((field) => [field.name, sampleValue(field, 2)] as const);
  const references = required.filter((field) => field.type === 'reference');
  const kept = references.map((field) => `${field.name}: record.body.${field.name}`);
  const plain = literal(Object.fromEntries(values), 2, 20);
  const body = kept.length === 0 ? plain : `{ ...${plain}, ${kept.join(', ')} }`;
  const cleared = fields
    .filter((field) => !field.required)
    .map((field) => [field.name, null] as const);
  return [
    {
      purpose,
      title: `${withArticle(name)} is replaced`,
      serves: [`PUT /${path}/{id}`],
      steps: [
        step('Given', withArticle(name), given(name)),
        step(
          'When',
          'it is replaced with the required values only',
          `const values = ${body};`,
          'const replaced = await service.put(record.address, values);',
        ),
        step(
          'Then',
          'the answer is 200 with these values, and the others are empty',
          'assert.equal(replaced.status, 200);',
          `const expected = { ...record.body, ...values${cleared.length === 0 ? '' : `, ...${literal(Object.fromEntries(cleared), 2, 40)}`} };`,
          'assert.deepEqual(replaced.body, { ...expected, updated_at: replaced.body.updated_at });',
        ),
      ],
    },
  ];
};

const stale: ScenarioMaker = (entity) => {
  const { name, path } = entity;
  const field = changeable(entity);
  if (!field) return [];
  const changes = literal({ [field.name]: sampleValue(field, 2) });
  return [
    {
      purpose,
      title: `${withArticle(name)} that somebody else changed meanwhile is not overwritten`,
      serves: [`PATCH /${path}/{id}`],
      steps: [
        step(
          'Given',
          `${withArticle(name)} that two people have read`,
          given(name),
          "const version = { 'if-match': record.headers.get('etag') };",
        ),
        step(
          'When',
          'both change the version that they have read',
          `const first = await service.patch(record.address, ${changes}, version);`,
          `const second = await service.patch(record.address, ${changes}, version);`,
        ),
        step(
          'Then',
          'the first change is made, and the second is refused with 412',
          'assert.deepEqual([first.status, second.status], [200, 412]);',
        ),
      ],
    },
  ];
};

/** How records are changed. */
export const changing: readonly ScenarioMaker[] = [patch, wrongPatch, put, stale];
