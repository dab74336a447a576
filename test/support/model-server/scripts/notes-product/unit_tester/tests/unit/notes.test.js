import assert from 'node:assert/strict';
import test from 'node:test';
import { problemWith } from '../../src/notes.js';

test('a text of one character is enough', () => {
  assert.equal(problemWith('a'), undefined);
});

test('a text of 500 characters is taken, one of 501 is not', () => {
  assert.equal(problemWith('a'.repeat(500)), undefined);
  assert.match(problemWith('a'.repeat(501)), /at most/);
});

for (const odd of [undefined, null, 7, '', '   ']) {
  test(`${JSON.stringify(odd)} is no text`, () => {
    assert.match(problemWith(odd), /needed/);
  });
}
