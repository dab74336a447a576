import { listed, withArticle } from '../plan/naming.ts';
import { wrongValue } from '../plan/samples.ts';
import { literal } from '../text/js-literal.ts';
import type { ScenarioMaker } from './draft.ts';
import { step } from './draft.ts';

const purpose = 'create';
const names = (fields: readonly { readonly name: string }[]): readonly string[] =>
  fields.map((field) => field.name);

const valid: ScenarioMaker = ({ name, path }) => [
  {
    purpose,
    title: `${withArticle(name)} is created and read back`,
    serves: [`POST /${path}`, `GET /${path}/{id}`],
    steps: [
      step(
        'When',
        `${withArticle(name)} is created with valid values`,
        `const values = await sample(service, ${literal(name)});`,
        `const created = await service.post(${literal(`/${path}`)}, values);`,
      ),
      step(
        'Then',
        'the answer is 201 with the record and its address',
        'assert.equal(created.status, 201);',
        'assert.deepEqual({ ...created.body, ...values }, created.body);',
        `assert.equal(created.headers.get('location'), ${literal(`/${path}/`)} + created.body.id);`,
      ),
      step(
        'And',
        'reading that address gives the same record',
        "const read = await service.get(created.headers.get('location'));",
        'assert.equal(read.status, 200);',
        'assert.deepEqual(read.body, created.body);',
      ),
    ],
  },
];

const missing: ScenarioMaker = ({ name, path, fields }) => {
  const required = names(fields.filter((field) => field.required));
  if (required.length === 0) return [];
  return [
    {
      purpose,
      title: `${withArticle(name)} without ${listed(required)} is refused`,
      serves: [`POST /${path}`],
      steps: [
        step(
          'When',
          `${withArticle(name)} is created without any value`,
          `const answer = await service.post(${literal(`/${path}`)}, {});`,
        ),
        step(
          'Then',
          `the answer is 422 and names ${listed(required)}`,
          'assert.equal(answer.status, 422);',
          `assert.deepEqual(fieldsInError(answer), ${literal(required, 2, 40)});`,
        ),
      ],
    },
  ];
};

const wrongTypes: ScenarioMaker = ({ name, plural, path, fields }) => {
  const values = Object.fromEntries(fields.map((field) => [field.name, wrongValue(field)]));
  const table = Object.entries(values).map(([field, value]) => [field, JSON.stringify(value)]);
  return [
    {
      purpose,
      title: `${withArticle(name)} with values of the wrong kind is refused`,
      serves: [`POST /${path}`, `GET /${path}`],
      steps: [
        step(
          'Given',
          `the number of ${plural} is known`,
          `const before = await service.get(${literal(`/${path}`)});`,
        ),
        {
          ...step(
            'When',
            `${withArticle(name)} is created with these values`,
            `const values = ${literal(values, 2, 16)};`,
            `const answer = await service.post(${literal(`/${path}`)}, values);`,
          ),
          table: [['field', 'value'], ...table],
        },
        step(
          'Then',
          'the answer is 422 and names each of them',
          'assert.equal(answer.status, 422);',
          `assert.deepEqual(fieldsInError(answer), ${literal(names(fields), 2, 40)});`,
        ),
        step(
          'And',
          `there are no more ${plural} than before`,
          `const after = await service.get(${literal(`/${path}`)});`,
          'assert.equal(after.body.total, before.body.total);',
        ),
      ],
    },
  ];
};

const unknownField: ScenarioMaker = ({ name, path }) => [
  {
    purpose,
    title: `${withArticle(name)} with an unknown field is refused`,
    serves: [`POST /${path}`],
    steps: [
      step(
        'When',
        `${withArticle(name)} is created with a field that it doesn't have`,
        `const values = await sample(service, ${literal(name)}, { no_such_field: 1 });`,
        `const answer = await service.post(${literal(`/${path}`)}, values);`,
      ),
      step(
        'Then',
        'the answer is 422 and names that field',
        'assert.equal(answer.status, 422);',
        "assert.deepEqual(fieldsInError(answer), ['no_such_field']);",
      ),
    ],
  },
];

const missingReference: ScenarioMaker = ({ name, path, fields }) => {
  const references = fields.filter((field) => field.type === 'reference');
  if (references.length === 0) return [];
  const changes = Object.fromEntries(references.map((field) => [field.name, NO_RECORD]));
  return [
    {
      purpose,
      title: `${withArticle(name)} that refers to records that do not exist is refused`,
      serves: [`POST /${path}`],
      steps: [
        step(
          'When',
          `${withArticle(name)} is created with a ${listed(names(references))} of no record`,
          `const values = await sample(service, ${literal(name)}, ${literal(changes, 2, 44 + name.length)});`,
          `const answer = await service.post(${literal(`/${path}`)}, values);`,
        ),
        step(
          'Then',
          'the answer is 422 and names each of them',
          'assert.equal(answer.status, 422);',
          `assert.deepEqual(fieldsInError(answer), ${literal(names(references), 2, 40)});`,
        ),
      ],
    },
  ];
};

const twice: ScenarioMaker = ({ name, path, unique }) => {
  if (!unique) return [];
  return [
    {
      purpose,
      title: `a second ${name} with the same ${listed(unique)} is refused`,
      serves: [`POST /${path}`],
      steps: [
        step(
          'Given',
          withArticle(name),
          `const values = await sample(service, ${literal(name)});`,
          `await service.post(${literal(`/${path}`)}, values);`,
        ),
        step(
          'When',
          `${withArticle(name)} is created with the same values`,
          `const answer = await service.post(${literal(`/${path}`)}, values);`,
        ),
        step('Then', 'the answer is 409', 'assert.equal(answer.status, 409);'),
      ],
    },
  ];
};

/** An id as ids are made, of no record. */
export const NO_RECORD = '00000000-0000-4000-8000-000000000000';

/** How records come to be, and which are refused. */
export const creating: readonly ScenarioMaker[] = [
  valid,
  missing,
  wrongTypes,
  unknownField,
  missingReference,
  twice,
];
