import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkRequirement, planProject } from '../../../src/adapters/model/blueprint/index.ts';
import type { Project } from '../../../src/adapters/model/blueprint/index.ts';
import { allFiles } from '../../adapters/model/blueprint/product.ts';

export type Files = Readonly<Record<string, string>>;

export const filesOf = (project: Project): Files =>
  Object.fromEntries(allFiles(project).map((file) => [file.path, file.content]));

/** What blueprint makes of a requirement. */
export const blueprintProduct = (text: string, assumeRecords = false): Files =>
  filesOf(planProject(text, checkRequirement(text, { assumeRecords })));

const NOTES = path.join(import.meta.dirname, '../../support/model-server/scripts/notes-product');

/** The product that the scripted model writes: below the folder of each persona. */
export const notesProduct = (): Files =>
  Object.fromEntries(
    readdirSync(NOTES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const name = path.relative(NOTES, file).replace(/^(optional\/)?[^/]+\//, '');
        return [name, readFileSync(file, 'utf8')];
      }),
  );
