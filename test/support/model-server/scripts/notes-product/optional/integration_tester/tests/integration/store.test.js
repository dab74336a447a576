import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { openNotes } from '../../src/notes.js';

test('notes of two folders do not meet', () => {
  const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'notes-')));
  openNotes(folders[0]).add('here');
  assert.deepEqual(openNotes(folders[1]).all(), []);
  for (const folder of folders) rmSync(folder, { recursive: true });
});
