import type { ChildProcess } from 'node:child_process';
import { statfsSync } from 'node:fs';
import type { Duplex, Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Holds } from '../../ports/sandbox.ts';
import type { Group } from './cgroup/group.ts';
import type { Contained } from './contained.ts';
import { descendants, findProcess, isRunning, kill, memoryUse } from './process-table.ts';
import type { Process } from './process-table.ts';
import { SandboxFailed } from './sandbox-failed.ts';
import { terminateInside } from './terminate.ts';

const GONE_MS = 10_000;
const INFO_MS = 1_000;

/** The pid, out here, of the first process of the pid namespace: it takes all others with it. */
const readInit = (info: Readable): Promise<Process | undefined> =>
  new Promise((resolve) => {
    let text = '';
    info.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const pid = /"child-pid":\s*(\d+)/.exec(text)?.[1];
      if (pid !== undefined) resolve(findProcess(Number(pid)));
    });
    info.once('end', () => {
      resolve(undefined);
    });
    info.once('error', () => {
      resolve(undefined);
    });
  });

/** Tells the launch script to begin, once it is inside; see `launch-script.ts`. */
const answer = (lifeline: Duplex): void => {
  lifeline.on('error', () => undefined);
  lifeline.once('data', () => {
    lifeline.end('go\n');
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
  readonly info: Readable;
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
export const bubblewrapped = ({ child, info, lifeline, group, memory }: Held): Contained => {
  let init: Process | undefined;
  const found = readInit(info).then((process) => {
    init = process;
  });
  answer(lifeline);
  const members = (): readonly number[] => {
    const grouped = group.members();
    if (grouped.length > 0 || child.pid === undefined) return grouped;
    return descendants(child.pid).map(({ pid }) => pid);
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
      if (init !== undefined && isRunning(init)) kill(init.pid);
      else members().forEach(kill);
      child.kill('SIGKILL');
    },
    async gone() {
      await Promise.race([found, delay(INFO_MS, undefined, { ref: false })]);
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
