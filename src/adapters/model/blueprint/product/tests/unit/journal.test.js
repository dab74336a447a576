import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { openStore } from '../../src/store.js';

const entities = [{ name: 'thing' }];
let root;
let directory;
let count = 0;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'journal-'));
});
beforeEach(() => {
  directory = join(root, String(count++));
});
after(() => rm(root, { recursive: true, force: true }));

const journalFile = () => join(directory, 'records.jsonl');
const lines = async () => (await readFile(journalFile(), 'utf8')).split('\n').length - 1;

async function reopened(store) {
  await store?.close();
  return openStore(directory, entities);
}

test('records are there again after the store was closed', async () => {
  let store = await openStore(directory, entities);
  await store.put('thing', { id: 'a', size: 1 });
  await store.put('thing', { id: 'b', size: 2 });
  await store.put('thing', { id: 'a', size: 3 });
  await store.remove('thing', 'b');
  store = await reopened(store);
  assert.deepEqual(store.all('thing'), [{ id: 'a', size: 3 }]);
  await store.close();
});

test('a confirmed record is in the file before the store is closed', async () => {
  const store = await openStore(directory, entities);
  await store.put('thing', { id: 'a' });
  assert.match(await readFile(journalFile(), 'utf8'), /"id":"a"/);
  await store.close();
});

test('a last line that a crash cut short is dropped, and writing goes on after it', async () => {
  let store = await openStore(directory, entities);
  await store.put('thing', { id: 'a' });
  await store.close();
  await appendFile(journalFile(), '{"entity":"thing","id":"b","rec');
  store = await openStore(directory, entities);
  await store.put('thing', { id: 'c' });
  store = await reopened(store);
  assert.deepEqual(store.all('thing'), [{ id: 'a' }, { id: 'c' }]);
  await store.close();
});

test('a damaged line elsewhere is an error, not a loss', async () => {
  const store = await openStore(directory, entities);
  await store.close();
  await writeFile(journalFile(), 'damaged\n{"entity":"thing","id":"a","record":{"id":"a"}}\n');
  await assert.rejects(openStore(directory, entities), /line 1: not JSON/);
});

test('a file that is mostly history is replaced, and keeps every record', async () => {
  let store = await openStore(directory, entities, { minimumLines: 10 });
  await store.put('thing', { id: 'kept' });
  for (let size = 0; size < 50; size += 1) await store.put('thing', { id: 'a', size });
  assert.ok((await lines()) < 15);
  store = await reopened(store);
  assert.deepEqual(store.all('thing'), [{ id: 'kept' }, { id: 'a', size: 49 }]);
  await store.close();
});

test('changes made at the same time are all kept', async () => {
  let store = await openStore(directory, entities, { minimumLines: 10 });
  const ids = Array.from({ length: 200 }, (_, index) => String(index));
  await Promise.all(ids.map((id) => store.put('thing', { id })));
  await Promise.all(ids.slice(100).map((id) => store.remove('thing', id)));
  store = await reopened(store);
  assert.equal(store.all('thing').length, 100);
  await store.close();
});

test('a failed write is reported, and rejects', async () => {
  const failures = [];
  const onFailure = (error) => failures.push(error);
  const store = await openStore(directory, entities, { onFailure });
  await store.close();
  await assert.rejects(store.put('thing', { id: 'a' }));
  assert.equal(failures.length, 1);
});
