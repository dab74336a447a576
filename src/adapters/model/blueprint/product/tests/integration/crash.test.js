import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { entities } from '../../src/model.js';
import { create } from '../acceptance/samples.js';
import { startService } from '../acceptance/service.js';

const [root] = entities;
let service;
beforeEach(async () => {
  service = await startService();
});
afterEach(() => service.dispose());

test('records of every entity are the same after a crash', async () => {
  const before = [];
  for (const entity of entities) before.push(await create(service, entity.name));
  await service.kill();
  await service.start();
  for (const record of before) {
    assert.deepEqual((await service.get(record.address)).body, record.body);
  }
});

test('a crash among many writes loses nothing that was confirmed', async () => {
  const confirmed = [];
  const writes = Array.from({ length: 60 }, async () => {
    const record = await create(service, root.name);
    confirmed.push(record);
    if (confirmed.length === 20) await service.kill();
  });
  await Promise.allSettled(writes);
  await service.start();
  assert.ok(confirmed.length >= 20);
  for (const record of confirmed) {
    assert.equal((await service.get(record.address)).status, 200);
  }
});

test('a stop loses nothing, and the service starts again', async () => {
  const record = await create(service, root.name);
  assert.equal(await service.stop(), 0);
  await service.start();
  assert.deepEqual((await service.get(record.address)).body, record.body);
});
