import type { Project } from '../project.ts';
import type { Missing } from '../results.ts';
import { blueprintProjects } from './blueprint.ts';
import { devevalProjects } from './deveval.ts';
import { packageProjects, PACKAGES } from './packages.ts';

const DEVEVAL = {
  what: 'the projects of DevEval',
  why: 'no copy was given (--deveval DIR) and none could be cloned',
};

/** All projects that can be had here, in folders of the cache, and what can't. */
export const loadProjects = async (
  folder: string,
  deveval: string | undefined,
): Promise<{ readonly projects: readonly Project[]; readonly missing: readonly Missing[] }> => {
  const [made, fetched, packed] = await Promise.all([
    blueprintProjects(folder),
    devevalProjects(folder, deveval),
    packageProjects(folder),
  ]);
  const names = new Set(packed.map(({ name }) => name));
  const unpacked = PACKAGES.filter((name) => !names.has(name)).map((name) => ({
    what: `the package ${name}`,
    why: 'its archive could not be fetched',
  }));
  return {
    projects: [...made, ...(fetched ?? []), ...packed],
    missing: [...(fetched === undefined ? [DEVEVAL] : []), ...unpacked],
  };
};
