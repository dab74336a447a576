import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { openNotes } from '../src/notes.js';

test('a note that was added can be found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'));
  const { id } = openNotes(folder).add('buy milk');
  assert.equal(openNotes(folder).find(id).text, 'buy milk');
  rmSync(folder, { recursive: true });
});
