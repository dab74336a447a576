import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { notesProject } from './notes.ts';
import type { NotesProject } from './notes.ts';

const GONE = [
  ...['requirements', 'deployment', 'docs', 'public', 'Dockerfile', '.github', '.dockerignore'],
  ...['design', 'tests', 'src/main.js'],
];

/** In no shape that scanners of this repository would take for a real one. */
const LEAKED = ['AKIA', 'QX3ZJ7WLT5RN2VBD'].join('');

/** What was left of the notes product, after hard times. */
const LEFT: Readonly<Record<string, string>> = {
  'README.md': '# Notes\nA small service that keeps notes: create, read, list and delete them.\n',
  'package.json': '{ "name": "notes", "dependencies": { "nowhere": "no version!" } }\n',
  'design/openapi.json': 'openapi is to be written\n',
  'src/service.js': 'export const answer = ( => {\n',
  'src/notes.js': 'export const openNotes = (\n',
  'src/keys.js': `export const KEY = '${LEAKED}' +;\n`,
  // In a place that no persona names.
  'spec/old.test.js': "import assert from 'node:assert\n",
};

export const write = (dir: string, files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
};

/** The notes product in such a state that no gate passes, and its score is below a tenth. */
export const degradedProject = (): NotesProject => {
  const project = notesProject();
  for (const name of GONE) rmSync(path.join(project.dir, name), { recursive: true, force: true });
  write(project.dir, LEFT);
  return project;
};

/** A library of nobody's team, which is right. */
const LIBRARY: Readonly<Record<string, string>> = {
  'README.md': '# Sum\nAdds up the numbers of a list, and says so when there is none.\n',
  'package.json': `${JSON.stringify({
    name: 'sum',
    private: true,
    type: 'module',
    scripts: { test: 'node --test' },
  })}\n`,
  'src/sum.js': 'export const sum = (list) => list.reduce((a, b) => a + b, 0);\n',
  'test/sum.test.js': `import assert from 'node:assert/strict';
import test from 'node:test';
import { sum } from '../src/sum.js';

test('adds up', () => assert.equal(sum([1, 2, 3]), 6));
`,
};

/** The one file that is not right in the broken library. */
const BROKEN = 'src/sum.js';

/** What mends it. */
export const RIGHT: Readonly<Record<string, string>> = { [BROKEN]: LIBRARY[BROKEN] ?? '' };

/** A small library that passes, or one whose source does something else than its test asks. */
export const libraryProject = ({ broken }: { readonly broken: boolean }): NotesProject => {
  const root = mkdtempSync(path.join(tmpdir(), 'library-test-'));
  const dir = path.join(root, 'sum');
  write(dir, {
    ...LIBRARY,
    ...(broken
      ? { [BROKEN]: 'export const sum = (list) => list.reduce((a, b) => a - b, 0);\n' }
      : {}),
  });
  return {
    root,
    dir,
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
};
