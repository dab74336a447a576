import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRoutes } from '../../src/routes.js';

const parent = { name: 'box', path: 'boxes', fields: [] };
const child = {
  name: 'thing',
  path: 'things',
  fields: [{ name: 'box_id', type: 'reference', to: 'box' }],
};
const records = {
  read: (entity, id) => ({ id, read: entity.name }),
  list: (entity) => ({ listed: entity.name }),
  listChildren: (from, id, entity) => ({ of: from.name, id, listed: entity.name }),
};
const routes = createRoutes([parent, child], records);

const call = async (method, path) => routes({ method }, new URL(path, 'http://localhost'));

test('a path leads to a list, a record, or the records of a parent', async () => {
  assert.deepEqual((await call('GET', '/boxes')).body, { listed: 'box' });
  assert.deepEqual((await call('GET', '/boxes/1')).body, { id: '1', read: 'box' });
  const nested = await call('GET', '/boxes/1/things');
  assert.deepEqual(nested.body, { of: 'box', id: '1', listed: 'thing' });
});

test('HEAD is answered like GET', async () => {
  assert.equal((await call('HEAD', '/boxes')).status, 200);
});

for (const path of [
  '/',
  '/box',
  '/boxes/',
  '/boxes/1/',
  '/boxes/1/2',
  '/things/1/boxes',
  '/boxes/1/things/2',
  '/constructor',
]) {
  test(`there is nothing at ${path}`, async () => {
    await assert.rejects(call('GET', path), { status: 404 });
  });
}

for (const [method, path, allow] of [
  ['PUT', '/boxes', 'GET, POST'],
  ['POST', '/boxes/1', 'GET, PUT, PATCH, DELETE'],
  ['POST', '/boxes/1/things', 'GET'],
  ['DELETE', '/health', 'GET'],
  ['constructor', '/health', 'GET'],
]) {
  test(`${method} ${path} is refused, naming ${allow}`, async () => {
    await assert.rejects(call(method, path), { status: 405, headers: { allow } });
  });
}
