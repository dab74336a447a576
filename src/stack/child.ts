/** A running process: one that we started, or one that a supervisor before us did. */
import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openLog } from './logs.ts';
import type { Launch } from './part.ts';
import { identify, isAlive } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** How often a process that is not our child is looked at. */
const LOOK_MS = 150;

/** A process and its end. */
export interface RunningChild {
  readonly identity: ProcessIdentity;
  /** Resolves when it has ended, with what is known about how. */
  readonly exited: Promise<string>;
}

/**
 * Starts a process that leads a group of its own and writes to its log without us in between, so
 * that it outlives us.
 * @throws when it cannot be started
 */
export async function startChild(launch: Launch, log: string): Promise<RunningChild> {
  const descriptor = openLog(log);
  try {
    const child = spawn(launch.command, launch.args, {
      env: launch.env,
      cwd: launch.cwd,
      detached: true,
      stdio: ['ignore', descriptor, descriptor],
    });
    const exited = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => {
        resolve(signal === null ? `exit code ${String(code)}` : `signal ${signal}`);
      });
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    const { pid } = child;
    const identity = pid === undefined ? undefined : identify(pid);
    if (!identity) throw new Error(`${launch.command} ended at once`);
    return { identity, exited };
  } finally {
    closeSync(descriptor);
  }
}

async function untilGone(identity: ProcessIdentity): Promise<string> {
  while (isAlive(identity)) await delay(LOOK_MS);
  return 'ended (it was started by an earlier supervisor)';
}

/** Takes over a process that somebody else started. */
export function adoptChild(identity: ProcessIdentity): RunningChild {
  return { identity, exited: untilGone(identity) };
}
