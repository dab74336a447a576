import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxLimits } from '../../domain/settings.ts';
import type { Holds, Sandbox, SandboxCommand } from '../../ports/sandbox.ts';
import type { Contained } from './contained.ts';
import { useBefore } from './folder-use.ts';
import { supervise } from './job.ts';
import type { Job } from './job.ts';
import { launchLine } from './launch-script.ts';
import {
  groupRuns,
  hasEnded,
  kill,
  memoryUse,
  ownName,
  processesWith,
  variableOf,
} from './process-table.ts';
import { SandboxFailed } from './sandbox-failed.ts';
import { serviceOf } from './service.ts';
import { terminateCommand } from './terminate.ts';

/** Marks every process of a command, so that one that left its group is found (Linux). */
const MARK = 'MAESTRO_COMMAND';
const GONE_MS = 10_000;

const HOLDS: Holds = {
  memory: 'sampled',
  processes: 'none',
  time: 'timer',
  disk: 'sampled',
  files: 'sampled',
};

let commands = 0;

const signalGroup = (group: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-group, signal);
  } catch {
    // Nothing of it is left.
  }
};

const grouped = (child: ChildProcess, mark: string, limits: SandboxLimits): Contained => {
  const members = (): readonly number[] => processesWith(`${MARK}=${mark}\0`);
  const killAll = (): void => {
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
    members().forEach(kill);
  };
  return {
    child,
    holds: HOLDS,
    members,
    outOfMemory: () => memoryUse(members()) > limits.memoryBytes,
    filesInMemory: () => 0,
    terminate() {
      if (child.pid !== undefined) terminateCommand(child.pid);
    },
    kill: killAll,
    async gone() {
      const { pid } = child;
      if (pid === undefined) return;
      const deadline = performance.now() + GONE_MS;
      while (groupRuns(pid) || members().length > 0) {
        if (performance.now() > deadline) {
          throw new SandboxFailed(`The processes of group ${String(pid)} do not end.`);
        }
        killAll();
        await delay(10);
      }
    },
    complaint: () => undefined,
  };
};

const start = async (command: SandboxCommand): Promise<Job> => {
  const before = await useBefore(command.dir);
  command.signal?.throwIfAborted();
  commands += 1;
  const mark = `${ownName()}-${String(commands)}`;
  const [program, ...args] = launchLine(command.argv, command.limits, { inside: false });
  const child = spawn(program ?? 'sh', args, {
    cwd: command.dir,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...command.env,
      PATH: `${path.dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: command.dir,
      TMPDIR: command.dir,
      [MARK]: mark,
    },
  });
  return supervise(grouped(child, mark, command.limits), command, before);
};

/**
 * A child process in a group of its own, with a small environment and the same limits of time,
 * memory and output, but with our rights, our files and our network: for code that we wrote
 * ourselves, where no real sandbox is installed.
 */
export const createPlain = (): Sandbox => ({
  kind: 'plain',
  async run(command) {
    command.signal?.throwIfAborted();
    return (await start(command)).exited;
  },
  async serve({ port, ...command }) {
    command.signal?.throwIfAborted();
    const job = await start({ ...command, env: { ...command.env, PORT: String(port) } });
    return serviceOf(
      job,
      () => Promise.resolve({ host: '127.0.0.1', port }),
      () => Promise.resolve(),
    );
  },
});

/** Ends what plain commands left running whose supervisor was killed. @returns how many. */
export const sweepPlainCommands = (): number => {
  const orphans = processesWith(`${MARK}=`).filter((pid) => {
    const owner = variableOf(pid, MARK);
    return owner !== undefined && hasEnded(owner);
  });
  orphans.forEach(kill);
  return orphans.length;
};
