import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entities } from '../../src/model.js';
import { referencesOf } from '../../src/relations.js';

const isUnique = (values) => new Set(values).size === values.length;

test('every entity has a path of its own', () => {
  const paths = entities.map((entity) => entity.path);
  assert.ok(isUnique(paths));
  for (const path of paths) assert.match(path, /^[a-z0-9-]+$/);
  assert.ok(!paths.includes('health'));
});

for (const entity of entities) {
  test(`the fields of a ${entity.name} are named once, and not like the service's own`, () => {
    const names = entity.fields.map((field) => field.name);
    assert.ok(isUnique([...names, 'id', 'created_at', 'updated_at']));
  });

  test(`the references of a ${entity.name} point to entities`, () => {
    const names = entities.map((each) => each.name);
    for (const field of referencesOf(entity)) assert.ok(names.includes(field.to), field.name);
  });
}
