import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { entities } from '../../src/model.js';
import { childrenOf } from '../../src/relations.js';
import { create, sample } from '../acceptance/samples.js';
import { startService } from '../acceptance/service.js';

const [root] = entities;
let service;
before(async () => {
  service = await startService();
});
after(() => service.dispose());

test('records created at the same time all get an id of their own', async () => {
  const { total } = (await service.get(`/${root.path}`)).body;
  const records = await Promise.all(Array.from({ length: 50 }, () => create(service, root.name)));
  assert.equal(new Set(records.map((record) => record.body.id)).size, 50);
  assert.equal((await service.get(`/${root.path}`)).body.total, total + 50);
});

test('of two that replace the same version, one is refused', async () => {
  const record = await create(service, root.name);
  const values = await sample(service, root.name);
  // The time of the last change is a part of the version: it must differ.
  await new Promise((resolve) => setTimeout(resolve, 2));
  const version = { 'if-match': record.headers.get('etag') };
  const answers = await Promise.all([1, 2].map(() => service.put(record.address, values, version)));
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 412]);
});

for (const parent of entities) {
  for (const child of childrenOf(parent, entities)) {
    const [field] = child.fields;
    test(`a ${child.entity.name} never outlives its ${parent.name}`, async () => {
      const record = await create(service, parent.name);
      const values = await sample(service, child.entity.name, { [field.name]: record.body.id });
      const [created, deleted] = await Promise.all([
        service.post(`/${child.entity.path}`, values),
        service.delete(record.address),
      ]);
      assert.ok(['201 409', '422 204'].includes(`${created.status} ${deleted.status}`));
    });
  }
}
