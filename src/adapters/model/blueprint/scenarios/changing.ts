import type { Field, ProjectEntity } from '../project.ts';
import { withArticle } from '../plan/naming.ts';
import { sampleValue, sampleValues, wrongValue } from '../plan/samples.ts';
import { literal } from '../text/js-literal.ts';
import type { Literal } from '../text/js-literal.ts';
import type { ScenarioDraft, ScenarioMaker } from './draft.ts';
import { creation, step } from './draft.ts';

const purpose = 'change';

/** A field that has at least two valid values to change between. */
const changeable = (entity: ProjectEntity): Field | undefined =>
  entity.fields.find(
    (field) => field.type !== 'reference' && sampleValue(field, 1) !== sampleValue(field, 2),
  );

/** A scenario for an entity that has a field to change. */
const ofChange =
  (draft: (entity: ProjectEntity, field: Field) => ScenarioDraft): ScenarioMaker =>
  (entity) => {
    const field = changeable(entity);
    return field === undefined ? [] : [draft(entity, field)];
  };

const declareChanges = (field: Field, value: Literal): string =>
  `const changes = ${literal({ [field.name]: value })};`;

const patch = ofChange(({ name, path }, field) => ({
  purpose,
  title: `the ${field.label} of ${withArticle(name)} is changed`,
  serves: [`PATCH /${path}/{id}`],
  steps: [
    step('Given', withArticle(name), creation('record', name)),
    step(
      'When',
      `its ${field.label} is changed`,
      declareChanges(field, sampleValue(field, 2)),
      'const changed = await service.patch(record.address, changes);',
    ),
    step(
      'Then',
      'the answer is 200, and everything else is as it was',
      'assert.equal(changed.status, 200);',
      'const { updated_at } = changed.body;',
      'assert.deepEqual(changed.body, { ...record.body, ...changes, updated_at });',
      'assert.ok(updated_at >= record.body.updated_at);',
    ),
    step(
      'And',
      'reading it shows the change',
      'const read = await service.get(record.address);',
      'assert.deepEqual(read.body, changed.body);',
    ),
  ],
}));

const wrongPatch = ofChange(({ name, path }, field) => ({
  purpose,
  title: `a change of ${withArticle(name)} to a wrong ${field.label} is refused`,
  serves: [`PATCH /${path}/{id}`],
  steps: [
    step('Given', withArticle(name), creation('record', name)),
    step(
      'When',
      `its ${field.label} is changed to a value of the wrong kind`,
      declareChanges(field, wrongValue(field)),
      'const answer = await service.patch(record.address, changes);',
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
}));

/** `values` of the required fields; a reference stays what it is. */
function requiredValues(fields: readonly Field[]): readonly string[] {
  const required = fields.filter((field) => field.required);
  const references = required.filter((field) => field.type === 'reference');
  const plain = required.filter((field) => field.type !== 'reference');
  const source = literal(sampleValues(plain, 2), 2, 16);
  if (references.length === 0) return [`const values = ${source};`];
  // These names end in _id: each is an identifier, and none is a reserved word.
  const names = references.map((field) => field.name).join(', ');
  return [
    `const { ${names} } = record.body;`,
    `const plain = ${source};`,
    `const values = { ...plain, ${names} };`,
  ];
}

const put = ofChange(({ name, path, fields }) => {
  const cleared = fields
    .filter((field) => !field.required)
    .map((field) => [field.name, null] as const);
  return {
    purpose,
    title: `${withArticle(name)} is replaced`,
    serves: [`PUT /${path}/{id}`],
    steps: [
      step('Given', withArticle(name), creation('record', name)),
      step(
        'When',
        'it is replaced with the required values only',
        ...requiredValues(fields),
        'const replaced = await service.put(record.address, values);',
      ),
      step(
        'Then',
        'the answer is 200 with these values, and the others are empty',
        'assert.equal(replaced.status, 200);',
        `const cleared = ${literal(Object.fromEntries(cleared), 2, 20)};`,
        'const { updated_at } = replaced.body;',
        'assert.deepEqual(replaced.body, { ...record.body, ...values, ...cleared, updated_at });',
      ),
    ],
  };
});

const stale = ofChange(({ name, path }, field) => ({
  purpose,
  title: `${withArticle(name)} that somebody else changed meanwhile is not overwritten`,
  serves: [`PATCH /${path}/{id}`],
  steps: [
    step(
      'Given',
      `${withArticle(name)} that two people have read`,
      creation('record', name),
      "const version = { 'if-match': record.headers.get('etag') };",
    ),
    step(
      'When',
      'both change the version that they have read',
      declareChanges(field, sampleValue(field, 2)),
      'const first = await service.patch(record.address, changes, version);',
      'const second = await service.patch(record.address, changes, version);',
    ),
    step(
      'Then',
      'the first change is made, and the second is refused with 412',
      'assert.deepEqual([first.status, second.status], [200, 412]);',
    ),
  ],
}));

/** How records are changed. */
export const changing: readonly ScenarioMaker[] = [patch, wrongPatch, put, stale];
