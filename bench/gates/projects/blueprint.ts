import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  checkRequirement,
  filesOf,
  planProject,
} from '../../../src/adapters/model/blueprint/index.ts';
import { createPersonaRegistry } from '../../../src/adapters/personas/json-files.ts';
import { readTexts, writeTexts } from '../folder.ts';
import type { Project } from '../project.ts';

interface Asked {
  readonly name: string;
  readonly requirement: string;
  /** The same with one thing less. */
  readonly less?: string;
}

const ASKED: readonly Asked[] = [
  {
    name: 'recipes',
    requirement: 'Build a recipe collection with recipes, ingredients and ratings.',
    less: 'Build a recipe collection with recipes and ingredients.',
  },
  {
    name: 'guest-house',
    requirement: `A service for a guest house.
Rooms (attributes: number, floor, beds, price per night)
Guests (attributes: name, email, phone)`,
  },
  {
    name: 'depot',
    requirement: `A backend for a depot with these endpoints:
GET /parcels
POST /parcels
GET /parcels/{id}
PUT /parcels/{id}
DELETE /parcels/{id}
GET /parcels/{id}/scans
POST /parcels/{id}/scans`,
  },
];

/** What all personas would write for a requirement, by the generator alone. */
export const productOf = async (requirement: string): Promise<ReadonlyMap<string, string>> => {
  const personas = await createPersonaRegistry({ folders: [] }).load();
  const project = planProject(requirement, checkRequirement(requirement, { assumeRecords: false }));
  const files = personas.flatMap((persona) =>
    persona.assignments.flatMap(({ phase }) => filesOf(project, persona.id, phase)),
  );
  return new Map(files.map((file) => [file.path, file.content]));
};

const ORACLE = 'service.mjs';

/** Products of the generator blueprint, for requirements of different form. */
export const blueprintProjects = async (folder: string): Promise<readonly Project[]> => {
  const text = await readFile(path.join(import.meta.dirname, '../oracles', ORACLE), 'utf8');
  return Promise.all(
    ASKED.map(async ({ name, requirement, less }): Promise<Project> => {
      const dir = path.join(folder, `blueprint-${name}`);
      await writeTexts(dir, await productOf(requirement));
      return {
        name,
        family: 'blueprint',
        language: 'JavaScript',
        known: { kind: 'good' },
        specified: true,
        dir,
        texts: await readTexts(dir),
        ...(less === undefined ? {} : { smaller: await productOf(less) }),
        oracle: { file: ORACLE, text },
      };
    }),
  );
};
