import type {
  Entity,
  Understanding,
} from '../../../../src/adapters/model/blueprint/understanding/index.ts';

const understood = (...entities: readonly Entity[]): Understanding => ({
  recordKeeping: 'yes',
  entities,
  reasons: [],
});

/** Understandings of different shape, written by hand. */
export const understandings = {
  'one entity': understood({
    name: 'book',
    attributes: [
      { name: 'title', type: 'string', required: true },
      { name: 'author', type: 'string' },
      { name: 'pages', type: 'integer' },
    ],
    relations: [],
  }),

  'many relations': understood(
    {
      name: 'course',
      attributes: [{ name: 'title', type: 'string' }],
      relations: [{ kind: 'hasMany', entity: 'student' }],
    },
    {
      name: 'student',
      attributes: [
        { name: 'name', type: 'string' },
        { name: 'mentor', type: 'reference', entity: 'teacher' },
      ],
      relations: [
        { kind: 'hasMany', entity: 'course' },
        { kind: 'belongsTo', entity: 'teacher' },
      ],
    },
    {
      name: 'teacher',
      attributes: [{ name: 'name', type: 'string' }],
      relations: [{ kind: 'belongsTo', entity: 'department' }],
    },
    {
      name: 'department',
      attributes: [
        { name: 'name', type: 'string' },
        { name: 'head', type: 'string' },
      ],
      relations: [{ kind: 'belongsTo', entity: 'teacher' }],
    },
    {
      name: 'category',
      attributes: [{ name: 'name', type: 'string' }],
      relations: [
        { kind: 'belongsTo', entity: 'category' },
        { kind: 'hasMany', entity: 'course' },
        { kind: 'belongsTo', entity: 'nowhere' },
      ],
    },
  ),

  'hostile names': understood(
    {
      name: 'constructor',
      attributes: [
        { name: '__proto__', type: 'string' },
        { name: 'constructor', type: 'string', required: true },
        { name: 'id', type: 'identifier' },
        { name: 'delete', type: 'boolean' },
        {
          name: 'class',
          type: 'enum',
          values: ["it's `${1}`", '"quoted" \\ | <b>', 'constructor'],
        },
        { name: 'limit', type: 'enum', values: ['low', 'high'] },
        { name: 'created_at', type: 'datetime' },
        { name: 'toString', type: 'integer' },
        { name: 'items', type: 'text' },
      ],
      relations: [],
    },
    {
      name: '__proto__',
      attributes: [{ name: 'hasOwnProperty', type: 'string' }],
      relations: [{ kind: 'belongsTo', entity: 'constructor' }],
    },
    {
      name: 'health',
      attributes: [{ name: 'function', type: 'string' }],
      relations: [{ kind: 'belongsTo', entity: '__proto__' }],
    },
    { name: 'service', attributes: [], relations: [{ kind: 'belongsTo', entity: 'service' }] },
    { name: '<script>alert(1)</script>', attributes: [], relations: [] },
    { name: 'Задача', attributes: [{ name: 'имя', type: 'string' }], relations: [] },
    { name: '../../etc/passwd', attributes: [], relations: [] },
  ),

  'every type': understood({
    name: 'sample box',
    attributes: [
      { name: 'label', type: 'string' },
      { name: 'story', type: 'text' },
      { name: 'weight', type: 'number' },
      { name: 'count', type: 'integer' },
      { name: 'price', type: 'money', required: true },
      { name: 'fragile', type: 'boolean' },
      { name: 'packed_on', type: 'date' },
      { name: 'picked_up_at', type: 'datetime' },
      { name: 'contact', type: 'email' },
      { name: 'homepage', type: 'url' },
      { name: 'state', type: 'enum', values: ['new', 'sent'] },
      { name: 'sample_box_id', type: 'identifier' },
      { name: 'spare', type: 'reference', entity: 'sample box' },
    ],
    relations: [{ kind: 'belongsTo', entity: 'sample box' }],
  }),

  'no attributes': understood(
    { name: 'project', attributes: [], relations: [] },
    { name: 'task', attributes: [], relations: [] },
    { name: 'comment', attributes: [], relations: [] },
  ),

  'no entities': understood(),
} as const satisfies Readonly<Record<string, Understanding>>;
