import { descendants, findProcess } from './process-table.ts';
import type { Process } from './process-table.ts';

/** Programs that only start others: npm ends at SIGTERM whether or not what it started does. */
const STARTERS = /^(npm|npx|yarn|pnpm|sh|dash|bash)\b/;

const eldest = (processes: readonly Process[], parent: number): Process | undefined =>
  processes
    .filter((each) => each.parent === parent)
    .sort((a, b) => Number(a.started) - Number(b.started) || a.pid - b.pid)[0];

/** Below a process: the first of its line that fits none of the names that are passed over. */
const firstBelow = (pid: number, passed: RegExp): Process | undefined => {
  const processes = descendants(pid);
  let found = eldest(processes, pid);
  for (let next = found; next !== undefined && passed.test(next.name);) {
    next = eldest(processes, next.pid);
    found = next ?? found;
  }
  return found;
};

/** SIGTERM; that it is gone already is no error. */
const terminate = (pid: number): void => {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has just ended by itself.
  }
};

/** Asks what a command really runs to end: the server, not the npm or shell that started it. */
export const terminateCommand = (pid: number): void => {
  const starts = STARTERS.test(findProcess(pid)?.name ?? '');
  const server = starts ? firstBelow(pid, STARTERS) : undefined;
  terminate(server?.pid ?? pid);
};

/** The same for a command in bubblewrap, given the first process of its namespace. */
export const terminateInside = (init: number): void => {
  const command = firstBelow(init, /^bwrap$/);
  if (command !== undefined) terminateCommand(command.pid);
};
