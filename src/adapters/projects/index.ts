import type { Projects } from '../../ports/projects.ts';
import { importRevision } from './git-revision.ts';
import { importFolder } from './import-folder.ts';

/** Projects on this machine. */
export const createProjects = (): Projects => ({ folder: importFolder, revision: importRevision });
