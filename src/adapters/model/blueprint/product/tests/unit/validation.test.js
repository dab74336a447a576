import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from '../../src/validation.js';

const entity = {
  name: 'thing',
  fields: [
    { name: 'title', type: 'string', required: true },
    { name: 'size', type: 'integer' },
    { name: 'constructor', type: 'string' },
  ],
};

const refusal = (status, fields) => (error) => {
  assert.equal(error.status, status);
  assert.deepEqual(
    error.errors?.map((each) => each.field),
    fields,
  );
  return true;
};

test('optional fields that are absent become null', () => {
  const values = { title: 'a', size: null, constructor: null };
  assert.deepEqual(validate(entity, { title: 'a' }), values);
});

test('a partial body gives only what it holds', () => {
  assert.deepEqual(validate(entity, { size: 2 }, { partial: true }), { size: 2 });
  assert.deepEqual(validate(entity, {}, { partial: true }), {});
});

test('every wrong field is named at once', () => {
  const body = { size: 'big', color: 'red' };
  assert.throws(() => validate(entity, body), refusal(422, ['color', 'title', 'size']));
});

test('a required field can not be cleared', () => {
  const clear = () => validate(entity, { title: null }, { partial: true });
  assert.throws(clear, refusal(422, ['title']));
});

test('fields that the service sets are accepted and ignored', () => {
  const body = { title: 'a', id: 'x', created_at: 'y', updated_at: 'z' };
  assert.deepEqual(Object.keys(validate(entity, body)), ['title', 'size', 'constructor']);
});

test('names that JavaScript objects inherit are fields like others', () => {
  assert.equal(validate(entity, { title: 'a', constructor: 'b' }).constructor, 'b');
  const hostile = JSON.parse('{"title": "a", "__proto__": {"size": 1}}');
  assert.throws(() => validate(entity, hostile), refusal(422, ['__proto__']));
});

for (const body of [null, [], 'text', 1]) {
  test(`${JSON.stringify(body)} is not a record`, () => {
    assert.throws(() => validate(entity, body), refusal(400, undefined));
  });
}
