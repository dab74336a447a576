import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TEXT_MAX = 500;

/** What is wrong with the text of a note, or undefined. */
export function problemWith(text) {
  if (typeof text !== 'string' || text.trim() === '') return 'text is needed';
  return text.length > TEXT_MAX ? `text has at most ${TEXT_MAX} characters` : undefined;
}

const load = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
};

/** Notes in one JSON file of a folder. */
export function openNotes(folder) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'notes.json');
  const notes = load(file);
  return {
    all: () => notes,
    find: (id) => notes.find((note) => note.id === id),
    add(text) {
      const note = { id: String(notes.length + 1), text };
      notes.push(note);
      writeFileSync(`${file}.new`, JSON.stringify(notes));
      renameSync(`${file}.new`, file);
      return note;
    },
  };
}
