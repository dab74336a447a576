import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkVersion, etagOf } from '../../src/etag.js';

const record = { id: 'a', title: 'one' };

test('a changed record has another tag', () => {
  assert.equal(etagOf(record), etagOf({ ...record }));
  assert.notEqual(etagOf(record), etagOf({ ...record, title: 'two' }));
});

test('a change is let through without a tag, with any, and with the current one', () => {
  checkVersion(record, undefined);
  checkVersion(record, '*');
  checkVersion(record, `"other", ${etagOf(record)}`);
});

test('a change of an older version is refused', () => {
  assert.throws(() => checkVersion(record, '"other"'), { status: 412 });
});
