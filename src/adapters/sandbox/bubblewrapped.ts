import type { ChildProcess } from 'node:child_process';
import { statfsSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Holds } from '../../ports/sandbox.ts';
import type { Group } from './cgroup/group.ts';
import type { Contained } from './contained.ts';
import { descendants, isRunning, kill, memoryUse } from './process-table.ts';
import type { Process } from './process-table.ts';
import { SandboxFailed } from './sandbox-failed.ts';
import { terminateInside } from './terminate.ts';

const GONE_MS = 10_000;

/**
 * Tells what we started to become bubblewrap, and the launch script, once it says that it is
 * inside, to begin; see `launch-script.ts`.
 */
const begin = (lifeline: Duplex, inside: () => void): void => {
  lifeline.on('error', () => undefined);
  lifeline.once('data', () => {
    inside();
    lifeline.end('go\n');
  });
  lifeline.write('begin\n');
};

/** Nothing new can be started by a process that is stopped while its children are looked for. */
const killStarting = (pid: number): void => {
  try {
    process.kill(pid, 'SIGSTOP');
  } catch {
    return;
  }
  descendants(pid).forEach((each) => {
    kill(each.pid);
  });
};

const untilGone = async (init: Process): Promise<void> => {
  const deadline = performance.now() + GONE_MS;
  // A process that became a zombie has already taken its namespace with it.
  while (isRunning(init)) {
    if (performance.now() > deadline) {
      throw new SandboxFailed(`Process ${String(init.pid)} of the sandbox does not end.`);
    }
    kill(init.pid);
    await delay(5);
  }
};

/** Its file systems in memory, and how much of their files are used. */
const filesIn = ({ pid }: Process): number =>
  ['/tmp', '/dev/shm'].reduce((sum, place) => {
    try {
      const { files, ffree } = statfsSync(`/proc/${String(pid)}/root${place}`);
      return sum + files - ffree;
    } catch {
      return sum;
    }
  }, 0);

export interface Held {
  /** Bubblewrap, our direct child, so that it dies with us and its namespace with it. */
  readonly child: ChildProcess;
  readonly lifeline: Duplex;
  readonly group: Group;
  /** In bytes. */
  readonly memory: number;
}

const holdsOf = ({ holds }: Group): Holds => ({
  memory: holds.has('memory') ? 'kernel' : 'sampled',
  // Without a group, by the limit of one user's processes, which counts by user namespace.
  processes: 'kernel',
  time: 'timer',
  disk: 'sampled',
  files: 'sampled',
});

/** A command in bubblewrap. */
export const bubblewrapped = ({ child, lifeline, group, memory }: Held): Contained => {
  const { pid } = child;
  /** The first process of the pid namespace, as it is seen out here: it takes all others with it. */
  let init: Process | undefined;
  begin(lifeline, () => {
    init = pid === undefined ? undefined : descendants(pid)[0];
  });
  const members = (): readonly number[] => {
    const grouped = group.members();
    if (grouped.length > 0 || pid === undefined) return grouped;
    return descendants(pid).map((each) => each.pid);
  };
  return {
    child,
    holds: holdsOf(group),
    members,
    outOfMemory: () =>
      group.holds.has('memory') ? group.outOfMemory() : memoryUse(members()) > memory,
    filesInMemory: () => (init === undefined ? 0 : filesIn(init)),
    terminate() {
      if (init !== undefined) terminateInside(init.pid);
    },
    kill() {
      group.kill();
      if (init !== undefined) {
        if (isRunning(init)) kill(init.pid);
      } else if (pid !== undefined && child.exitCode === null && child.signalCode === null) {
        killStarting(pid);
      }
      child.kill('SIGKILL');
    },
    async gone() {
      if (init !== undefined) await untilGone(init);
      if (!(await group.remove()))
        throw new SandboxFailed('A process of the sandbox does not end.');
    },
    complaint: (stderr) => {
      const text = stderr.trim();
      return text === '' ? undefined : `The sandbox could not run the command: ${text}`;
    },
  };
};
