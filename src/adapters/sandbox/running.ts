import { commandLineOf, findProcess } from './process-table.ts';
import { FORWARD } from './ways.ts';

/** What node calls its first thread, and the kernel shows as the name of its process. */
const OTHER_NAMES: Readonly<Record<string, string>> = { MainThread: 'node' };

/** What the sandbox itself keeps running: bubblewrap, and the way in to a service. */
const isOurs = (pid: number, name: string): boolean =>
  name === 'bwrap' || commandLineOf(pid).includes(`${FORWARD}/socket`);

/** Names of what runs among some processes, without what the sandbox started for itself. */
export const namesOf = (pids: readonly number[]): readonly string[] =>
  pids
    .flatMap((pid) => {
      const found = findProcess(pid);
      if (found === undefined || found.zombie || isOurs(pid, found.name)) return [];
      return [OTHER_NAMES[found.name] ?? found.name];
    })
    .sort();
