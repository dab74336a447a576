import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
