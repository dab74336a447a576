/** Who runs, by the machine's own process table: not by what Maestro noted. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface Listed {
  readonly pid: number;
  readonly args: string;
}

const textOf = (read: () => string): string => {
  try {
    return read();
  } catch {
    return ''; // Gone, or not ours to look at.
  }
};

/** Arguments, environment and working folder of a process, as far as they can be read. */
const traces = (pid: string): readonly string[] => [
  textOf(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')),
  textOf(() => readFileSync(`/proc/${pid}/environ`, 'utf8')),
  textOf(() => readlinkSync(`/proc/${pid}/cwd`)),
];

const onLinux = (needle: string): readonly Listed[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({ pid: Number(name), found: traces(name) }))
    .filter(({ found }) => found.some((text) => text.includes(needle)))
    .map(({ pid, found }) => ({ pid, args: (found[0] ?? '').slice(0, 300) }));

const elsewhere = (needle: string): readonly Listed[] =>
  execFileSync('ps', ['-axww', '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(needle))
    .map((line) => ({ pid: Number.parseInt(line, 10), args: line.trim() }))
    .filter(({ pid }) => pid !== process.pid);

/**
 * Processes that name a folder: in their arguments, in the environment that they were started with,
 * or as the folder they work in (only the first of these away from Linux).
 */
export const processesOf = (folder: string): readonly Listed[] =>
  process.platform === 'linux' ? onLinux(folder) : elsewhere(folder);

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went by itself.
  }
};

/** A supervisor that is killed may be started again by its guard before that is killed, too. */
const ROUNDS = 20;

/** Kills what still runs of a folder. */
export const killProcessesOf = async (folder: string): Promise<void> => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const left = processesOf(folder);
    if (left.length === 0) return;
    for (const { pid } of left) kill(pid);
    await delay(50);
  }
};

/** Whether something listens on a port of this machine. */
export const answersOn = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (answered: boolean) => (): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', settle(true)).once('error', settle(false));
  });
