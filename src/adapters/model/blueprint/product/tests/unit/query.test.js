import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery, select } from '../../src/query.js';

const entity = {
  name: 'thing',
  fields: [
    { name: 'title', type: 'string' },
    { name: 'size', type: 'integer' },
    { name: 'done', type: 'boolean' },
  ],
};
const things = [
  { title: 'Pear', size: 2, done: true },
  { title: 'apple', size: null, done: false },
  { title: 'Fig', size: 10, done: true },
];

const query = (text) => parseQuery(entity, new URLSearchParams(text));
const titles = (text) => select(things, entity, query(text)).items.map((thing) => thing.title);

test('a list has 20 records a page unless asked otherwise', () => {
  assert.deepEqual(query(''), { limit: 20, offset: 0, filters: [] });
  assert.deepEqual(query('limit=100&offset=3'), { limit: 100, offset: 3, filters: [] });
});

test('a page says how many records there are in all', () => {
  const page = select(things, entity, query('limit=1&offset=1'));
  assert.deepEqual(page, { items: [things[1]], total: 3, limit: 1, offset: 1 });
});

test('a page beyond the end is empty', () => {
  assert.deepEqual(titles('offset=3'), []);
});

test('records are sorted by numbers and by text, upwards and downwards', () => {
  assert.deepEqual(titles('sort=title'), ['apple', 'Fig', 'Pear']);
  assert.deepEqual(titles('sort=-title'), ['Pear', 'Fig', 'apple']);
  assert.deepEqual(titles('sort=size'), ['Pear', 'Fig', 'apple']);
});

test('a search takes no notice of case, and combines with filters', () => {
  assert.deepEqual(titles('q=P'), ['Pear', 'apple']);
  assert.deepEqual(titles('q=p&done=true'), ['Pear']);
});

for (const text of [
  'limit=0',
  'limit=101',
  'limit=1.5',
  'limit=',
  'offset=-1',
  'sort=weight',
  'done=maybe',
  'size=2',
  'constructor=1',
]) {
  test(`the query ${text} is refused`, () => {
    assert.throws(() => query(text), { status: 400 });
  });
}
