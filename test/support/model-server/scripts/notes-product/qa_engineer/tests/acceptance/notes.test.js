import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import test from 'node:test';
import { post, startService } from './service.js';

const withService = async (check) => {
  const service = await startService();
  try {
    await check(service);
  } finally {
    await service.stop();
    rmSync(service.folder, { recursive: true, force: true });
  }
};

test('SC-1 a note is added', () =>
  withService(async ({ url }) => {
    const response = await post(url, { text: 'buy milk' });
    assert.equal(response.status, 201);
    const { id } = await response.json();
    assert.equal((await (await fetch(`${url}/notes/${id}`)).json()).text, 'buy milk');
  }));

test('SC-2 a note without a text is refused', () =>
  withService(async ({ url }) => {
    assert.equal((await post(url, {})).status, 400);
  }));

test('SC-3 an unknown note is not found', () =>
  withService(async ({ url }) => {
    assert.equal((await fetch(`${url}/notes/999`)).status, 404);
  }));

test('SC-4 notes are there again after a restart', async () => {
  const first = await startService();
  await post(first.url, { text: 'buy milk' });
  await first.stop();
  const second = await startService(first.folder);
  const notes = await (await fetch(`${second.url}/notes`)).json();
  await second.stop();
  rmSync(first.folder, { recursive: true, force: true });
  assert.deepEqual(
    notes.map(({ text }) => text),
    ['buy milk'],
  );
});
