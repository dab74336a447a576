import fc from 'fast-check';
import type {
  Attribute,
  AttributeType,
  Entity,
  Understanding,
} from '../../../../src/adapters/model/blueprint/understanding/index.ts';

const types: readonly AttributeType[] = [
  'string',
  'text',
  'number',
  'integer',
  'boolean',
  'date',
  'datetime',
  'email',
  'url',
  'enum',
  'money',
  'identifier',
  'reference',
];

/** Few names, so that they meet; some that ask for trouble; and any text at all. */
const name = fc.oneof(
  fc.constantFrom('task', 'project', 'category', 'person', 'purchase order', 'data', 'status'),
  fc.constantFrom(
    'constructor',
    '__proto__',
    'id',
    'delete',
    'class',
    'health',
    'service',
    'limit',
  ),
  fc.constantFrom('</script>', '${x}', '`', "it's", '../..', '', '9 lives', 'é', '任务', '\n# x'),
  fc.string({ maxLength: 20 }),
);

const attribute: fc.Arbitrary<Attribute> = fc.record(
  {
    name,
    type: fc.constantFrom(...types),
    required: fc.boolean(),
    values: fc.array(name, { maxLength: 4 }),
    entity: name,
  },
  { requiredKeys: ['name', 'type'] },
);

const entity: fc.Arbitrary<Entity> = fc.record({
  name,
  attributes: fc.array(attribute, { maxLength: 6 }),
  relations: fc.array(fc.record({ kind: fc.constantFrom('belongsTo', 'hasMany'), entity: name }), {
    maxLength: 4,
  }),
});

/** Any understanding, sensible or not. */
export const arbitraryUnderstanding: fc.Arbitrary<Understanding> = fc.record({
  recordKeeping: fc.constantFrom('yes', 'unsure'),
  entities: fc.array(entity, { maxLength: 6 }),
  reasons: fc.constant([]),
});
