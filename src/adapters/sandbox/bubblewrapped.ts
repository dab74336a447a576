import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Contained } from './contained.ts';
import { descendants, findProcess, isRunning, kill } from './process-table.ts';
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

/** @param child bubblewrap, our direct child, so that it dies with us and its namespace with it. */
export const bubblewrapped = (child: ChildProcess, info: Readable): Contained => {
  let init: Process | undefined;
  const found = readInit(info).then((process) => {
    init = process;
  });
  const belongings = (): readonly number[] =>
    child.pid === undefined ? [] : descendants(child.pid).map(({ pid }) => pid);
  return {
    child,
    members: belongings,
    terminate() {
      if (init !== undefined) terminateInside(init.pid);
    },
    kill() {
      if (init !== undefined && isRunning(init)) kill(init.pid);
      else belongings().forEach(kill);
      child.kill('SIGKILL');
    },
    async gone() {
      await Promise.race([found, delay(INFO_MS, undefined, { ref: false })]);
      if (init !== undefined) await untilGone(init);
    },
    complaint: (stderr) => {
      const text = stderr.trim();
      return text === '' ? undefined : `The sandbox could not run the command: ${text}`;
    },
  };
};
