/** Ends processes of a home that nobody supervises any more, found by how they were started. */
import type { HomePaths } from './home.ts';
import { endProcess } from './kill.ts';
import { findByArgument } from './leftovers.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { SUPERVISED_HOME } from './worker-part.ts';

/** Marks a supervisor's process, and its guard's. */
export const SUPERVISOR_HOME = '--supervisor-home';

interface Leftover {
  readonly process: ProcessIdentity;
  readonly signal: NodeJS.Signals;
}

/** The parts of this home that run, supervised or not. */
export function findParts(paths: HomePaths): readonly Leftover[] {
  const find = (flag: string, value: string, signal: NodeJS.Signals): readonly Leftover[] =>
    findByArgument(flag, value).map((process) => ({ process, signal }));
  return [
    ...find(SUPERVISED_HOME, paths.home, 'SIGTERM'),
    ...find('--db-filename', paths.temporalDb, 'SIGTERM'),
    ...find('-D', paths.postgresData, 'SIGINT'),
  ];
}

/** Supervisors of this home and their guards, but not this process. */
export function findSupervisors(paths: HomePaths): readonly ProcessIdentity[] {
  return findByArgument(SUPERVISOR_HOME, paths.home);
}

/** Ends this home's parts except those in `keep`; returns how many there were. */
export async function endLeftovers(
  paths: HomePaths,
  keep: ReadonlySet<number> = new Set(),
): Promise<number> {
  const left = findParts(paths).filter(({ process }) => !keep.has(process.pid));
  await Promise.all(left.map(async ({ process, signal }) => endProcess(process, signal, 10_000)));
  return left.length;
}
