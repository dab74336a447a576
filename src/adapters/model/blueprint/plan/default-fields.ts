import type { Attribute } from '../understanding/types.ts';

const title: Attribute = { name: 'title', type: 'string', required: true };
const name: Attribute = { name: 'name', type: 'string', required: true };
const description: Attribute = { name: 'description', type: 'text' };
const email: Attribute = { name: 'email', type: 'email', required: true };

const status = (...values: string[]): Attribute => ({ name: 'status', type: 'enum', values });

const person = [name, { ...email }, { name: 'phone', type: 'string' }] as const;

/** The fields that readers would expect of common kinds of records. */
const usual = new Map<string, readonly Attribute[]>([
  [
    'task',
    [title, description, status('open', 'in progress', 'done'), { name: 'due_date', type: 'date' }],
  ],
  ['project', [name, description, status('planned', 'active', 'completed')]],
  [
    'comment',
    [
      { name: 'body', type: 'text', required: true },
      { name: 'author', type: 'string' },
    ],
  ],
  ['note', [title, { name: 'body', type: 'text' }]],
  [
    'post',
    [title, { name: 'body', type: 'text', required: true }, { name: 'author', type: 'string' }],
  ],
  [
    'article',
    [title, { name: 'body', type: 'text', required: true }, { name: 'author', type: 'string' }],
  ],
  [
    'message',
    [
      { name: 'subject', type: 'string' },
      { name: 'body', type: 'text', required: true },
    ],
  ],
  ['user', [name, email]],
  ['customer', person],
  ['client', person],
  ['contact', person],
  ['employee', person],
  ['member', person],
  ['student', person],
  ['teacher', person],
  ['patient', [name, { name: 'date_of_birth', type: 'date' }, { name: 'phone', type: 'string' }]],
  [
    'book',
    [title, { name: 'author', type: 'string', required: true }, { name: 'isbn', type: 'string' }],
  ],
  ['product', [name, description, { name: 'price', type: 'money', required: true }]],
  ['item', [name, description, { name: 'quantity', type: 'integer' }]],
  [
    'order',
    [
      { name: 'order_date', type: 'date', required: true },
      status('new', 'paid', 'shipped', 'cancelled'),
      { name: 'total', type: 'money' },
    ],
  ],
  [
    'invoice',
    [
      { name: 'number', type: 'string', required: true },
      { name: 'amount', type: 'money', required: true },
      { name: 'due_date', type: 'date' },
      status('draft', 'sent', 'paid'),
    ],
  ],
  [
    'payment',
    [
      { name: 'amount', type: 'money', required: true },
      { name: 'paid_on', type: 'date' },
    ],
  ],
  [
    'expense',
    [title, { name: 'amount', type: 'money', required: true }, { name: 'spent_on', type: 'date' }],
  ],
  [
    'event',
    [
      title,
      description,
      { name: 'starts_at', type: 'datetime', required: true },
      { name: 'location', type: 'string' },
    ],
  ],
  [
    'appointment',
    [
      title,
      { name: 'starts_at', type: 'datetime', required: true },
      { name: 'notes', type: 'text' },
    ],
  ],
  ['ticket', [title, description, status('open', 'in progress', 'closed')]],
  ['issue', [title, description, status('open', 'in progress', 'closed')]],
  [
    'review',
    [
      { name: 'rating', type: 'integer', required: true },
      { name: 'body', type: 'text' },
    ],
  ],
]);

/** The attributes for an entity of which the requirement names none; never empty. */
export function defaultAttributes(entityName: string): readonly Attribute[] {
  const lastWord = entityName.split(' ').at(-1) ?? '';
  return usual.get(entityName) ?? usual.get(lastWord) ?? [name, description];
}

/** For an entity without any relation: the parents it usually has, the closest first. */
const usualParents = new Map<string, readonly string[]>([
  ['task', ['project', 'list', 'board']],
  ['subtask', ['task']],
  ['comment', ['task', 'ticket', 'issue', 'post', 'article', 'project']],
  ['review', ['product', 'book', 'movie', 'recipe', 'restaurant']],
  ['invoice', ['customer', 'client']],
  ['order', ['customer']],
  ['payment', ['invoice', 'order']],
  ['milestone', ['project']],
]);

/** The entity of `present` that an entity without relations most likely belongs to. */
export function usualParent(entityName: string, present: readonly string[]): string | undefined {
  return usualParents.get(entityName)?.find((parent) => present.includes(parent));
}
