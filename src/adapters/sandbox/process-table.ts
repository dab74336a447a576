import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One row of the process table, as Linux shows it. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly name: string;
  /** Clock ticks since boot: with the pid, an identity that is never used twice. */
  readonly started: string;
  /** Ended, but not yet reaped by its parent. */
  readonly zombie: boolean;
}

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** The process of a pid; `undefined` when there is none, or no /proc. */
export const findProcess = (pid: number): Process | undefined => {
  const stat = read(`/proc/${String(pid)}/stat`);
  if (stat === undefined) return undefined;
  // The name stands in parentheses and may hold some itself; fields count from after the last.
  const end = stat.lastIndexOf(')');
  const name = stat.slice(stat.indexOf('(') + 1, end);
  const [state = '', parent = '', group = '', ...rest] = stat.slice(end + 2).split(' ');
  const zombie = state === 'Z' || state === 'X';
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    name,
    started: rest[16] ?? '',
    zombie,
  };
};

/** Whether there is a process (or, below 0, a group) of this id. */
const answers = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const pids = (): readonly number[] => {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
};

const all = (): readonly Process[] =>
  pids().flatMap((pid): readonly Process[] => {
    const found = findProcess(pid);
    return found === undefined ? [] : [found];
  });

/** Everything below a process, parents before children; its own row is not included. */
export const descendants = (root: number): readonly Process[] => {
  const rows = all();
  const children = (pid: number): readonly Process[] => rows.filter(({ parent }) => parent === pid);
  const found = [...children(root)];
  for (const { pid } of found) found.push(...children(pid));
  return found;
};

/** Whether a process of this group runs. Zombies don't: whoever should reap them may be slow. */
export const groupRuns = (group: number): boolean => {
  const rows = all();
  // Without a process table, asking is all that is left.
  return rows.length === 0
    ? answers(-group)
    : rows.some((row) => row.group === group && !row.zombie);
};

/** Whether this very process still runs; a zombie doesn't. */
export const isRunning = ({ pid, started }: Pick<Process, 'pid' | 'started'>): boolean => {
  const now = findProcess(pid);
  return now !== undefined && !now.zombie && now.started === started;
};

/** Memory that a process has for itself, in bytes: anonymous and shared, without mapped files. */
const memoryOf = (pid: number): number => {
  const status = read(`/proc/${String(pid)}/status`) ?? '';
  const rows = status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm);
  return [...rows].reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0);
};

/** Memory of several processes, in bytes. */
export const memoryUse = (list: readonly number[]): number =>
  list.reduce((sum, pid) => sum + memoryOf(pid), 0);

/** Places below /proc that reach the open files of a process. */
export const openFilesOf = (pid: number): readonly string[] => {
  const dir = `/proc/${String(pid)}/fd`;
  try {
    return readdirSync(dir).map((fd) => `${dir}/${fd}`);
  } catch {
    return [];
  }
};

/** Processes of ours whose environment holds this text, such as a mark that we gave them. */
export const processesWith = (text: string): readonly number[] =>
  pids().filter((pid) => read(`/proc/${String(pid)}/environ`)?.includes(text) === true);

/** The value of a variable in the environment that a process was started with. */
export const variableOf = (pid: number, name: string): string | undefined =>
  read(`/proc/${String(pid)}/environ`)
    ?.split('\0')
    .find((entry) => entry.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The program of a process and its arguments, separated by spaces; empty when it is gone. */
export const commandLineOf = (pid: number): string =>
  (read(`/proc/${String(pid)}/cmdline`) ?? '').split('\0').join(' ');

/** SIGKILL; that it is gone already is no error. */
export const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone, or never ours.
  }
};

const namespace = (): string => {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
};

/** `namespace-pid-start`: names this process on this machine, also after its pid is used again. */
export const ownName = (): string =>
  `${namespace()}-${String(process.pid)}-${findProcess(process.pid)?.started ?? '0'}`;

/** Whether the process of an {@link ownName} is gone. One of another namespace can't be told. */
export const hasEnded = (name: string): boolean => {
  const [space, pid, started = ''] = name.split('-');
  if (space !== namespace()) return false;
  return started === '0' ? !answers(Number(pid)) : !isRunning({ pid: Number(pid), started });
};
