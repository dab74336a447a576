import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PRODUCT = fileURLToPath(
  new URL('../support/model-server/scripts/notes-product', import.meta.url),
);

/** A folder of one test with the whole notes product, as all required personas wrote it. */
export interface NotesProject {
  readonly root: string;
  readonly dir: string;
  dispose(): void;
}

export const notesProject = (): NotesProject => {
  const root = mkdtempSync(path.join(tmpdir(), 'validation-test-'));
  const dir = path.join(root, 'notes');
  for (const persona of readdirSync(PRODUCT)) {
    if (persona !== 'optional') cpSync(path.join(PRODUCT, persona), dir, { recursive: true });
  }
  return {
    root,
    dir,
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
};
