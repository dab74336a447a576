import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Persona } from '../../domain/persona.ts';
import { PersonaInvalid } from '../../ports/personas.ts';
import type { PersonaRegistry } from '../../ports/personas.ts';
import { parsePersona } from '../../schemas/persona.ts';
import { problemOfAll } from './checks.ts';
import type { PersonaSource } from './checks.ts';
import { readJson, reasonOf } from './read-file.ts';

/** Files of all folders together. */
const FILES_MAX = 200;

interface PersonaFolders {
  /** Folders with persona files besides the built-in ones. */
  readonly folders: readonly string[];
  /** In place of the folder `personas` of this package. */
  readonly builtIn?: string;
}

/** Beside those of the team: it has no part in one. */
const SINGLE = path.join('single', 'single_developer.json');

/** The folder of the personas that come with the package; the same from `src` and from `dist`. */
const builtInPersonas = (): string => fileURLToPath(new URL('../../../personas', import.meta.url));

interface PersonaFile {
  readonly path: string;
  /** What it is called in messages. */
  readonly name: string;
}

const listFiles = async (folder: string, label: string): Promise<readonly PersonaFile[]> => {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw new PersonaInvalid(
      `The persona folder ${folder} cannot be read (${reasonOf(error)}); create it, or correct the setting personaFolders.`,
    );
  }
  return names
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
    .map((name) => ({ path: path.join(folder, name), name: path.join(label, name) }));
};

const readSource = async (file: PersonaFile): Promise<PersonaSource> => {
  const persona = parsePersona(file.name, await readJson(file.path, file.name));
  if (!persona.ok) throw new PersonaInvalid(persona.problem);
  return { file: file.name, persona: persona.value };
};

/**
 * Personas from JSON files: those of this package first, then those of further folders. An id may
 * be defined once only. Files are read anew on each `load`, so that an execution started later sees
 * what was changed since.
 */
export const createPersonaRegistry = (options: PersonaFolders): PersonaRegistry => ({
  async single(): Promise<Persona> {
    const { persona } = await readSource({
      path: path.join(options.builtIn ?? builtInPersonas(), SINGLE),
      name: path.join('personas', SINGLE),
    });
    return persona;
  },
  async load(): Promise<readonly Persona[]> {
    const { folders, builtIn = builtInPersonas() } = options;
    const listed = [await listFiles(builtIn, 'personas')];
    for (const folder of folders) listed.push(await listFiles(folder, folder));
    const files = listed.flat();
    if (files.length > FILES_MAX) {
      throw new PersonaInvalid(
        `There are ${String(files.length)} persona files; at most ${String(FILES_MAX)} are read.`,
      );
    }
    const sources: PersonaSource[] = [];
    for (const file of files) sources.push(await readSource(file));
    const problem = problemOfAll(sources);
    if (problem !== undefined) throw new PersonaInvalid(problem);
    return sources
      .map(({ persona }) => persona)
      .sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
  },
});
