import { describe, expect, test } from '@jest/globals';
import { typeOfName } from '../../../../../src/adapters/model/blueprint/understanding/attribute-type.ts';
import { fieldOf } from '../../../../../src/adapters/model/blueprint/understanding/field.ts';
import { splitList } from '../../../../../src/adapters/model/blueprint/understanding/list-text.ts';

describe('fieldOf', () => {
  test.each([
    ['a due date', { name: 'due_date', type: 'date' }],
    ['title (string, required)', { name: 'title', type: 'string', required: true }],
    ['`publishedAt`: timestamp', { name: 'published_at', type: 'datetime' }],
    ['price - decimal(10,2)', { name: 'price', type: 'money' }],
    [
      'status: open, in progress, done',
      { name: 'status', type: 'enum', values: ['open', 'in progress', 'done'] },
    ],
    [
      'priority (low/medium/high)',
      { name: 'priority', type: 'enum', values: ['low', 'medium', 'high'] },
    ],
    ['a completed flag', { name: 'completed', type: 'boolean' }],
    ['nickname (optional)', { name: 'nickname', type: 'string', required: false }],
    ['date of birth', { name: 'date_of_birth', type: 'date' }],
    ['the title of the book', { name: 'title', type: 'string' }],
  ])('reads %s', (item, expected) => {
    expect(fieldOf(item)?.attribute).toEqual(expected);
  });

  test.each([
    'stores individual details',
    'estimating reading time',
    '',
    '...',
    '42',
    'a b c d e f g',
  ])('refuses %j', (item) => {
    expect(fieldOf(item)).toBeUndefined();
  });
});

describe('typeOfName', () => {
  test.each([
    ['created_at', 'datetime'],
    ['birthday', 'date'],
    ['unit_price', 'money'],
    ['total', 'money'],
    ['email', 'email'],
    ['website', 'url'],
    ['is_public', 'boolean'],
    ['active', 'boolean'],
    ['quantity', 'integer'],
    ['publication_year', 'integer'],
    ['weight', 'number'],
    ['description', 'text'],
    ['notes', 'text'],
    ['surname', 'string'],
    ['id', 'identifier'],
  ])('%s is a %s', (name, type) => {
    expect(typeOfName(name)).toBe(type);
  });
});

describe('splitList', () => {
  test('splits outside brackets only', () => {
    expect(splitList('title, status (open, closed), and notes')).toEqual([
      'title',
      'status (open, closed)',
      'notes',
    ]);
  });
});
