/**
 * Starts the supervisor again when it is killed: a shell that waits at the end of a pipe. When the
 * supervisor dies, the pipe closes and the shell becomes the next supervisor, which takes over the
 * processes that are still running.
 *
 * When both are killed at the same moment, nobody is left to notice, and the parts go on: work in
 * flight is not lost, the next `up` takes them over, `down` ends them and `doctor` tells of them.
 * They are not tied to our lives: supervisors come and go over them, with each newer build.
 */
import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { sendSignal, waitUntilGone } from './kill.ts';
import { openLog } from './logs.ts';
import { identify } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const SCRIPT = 'read -r line; exec "$@"';

/** A guard that is kept there. */
export interface Guard {
  readonly dismiss: () => Promise<void>;
}

/**
 * Keeps a guard over this process.
 * @param command what starts a supervisor like this one
 * @param onChange told the guard's identity each time there is a new one
 */
export function keepGuard(
  command: readonly string[],
  log: string,
  onChange: (guard: ProcessIdentity | undefined) => void,
): Guard {
  let dismissed = false;
  let current: ProcessIdentity | undefined;
  const start = (): void => {
    const descriptor = openLog(log);
    const args = ['-c', SCRIPT, 'maestro-guard', ...command];
    const child = spawn('sh', args, { detached: true, stdio: ['pipe', descriptor, descriptor] });
    closeSync(descriptor);
    current = child.pid === undefined ? undefined : identify(child.pid);
    onChange(current);
    child.on('error', () => undefined);
    child.stdin?.on('error', () => undefined);
    child.once(
      'exit',
      () =>
        void delay(500).then(() => {
          if (!dismissed) start();
        }),
    );
  };
  start();
  return {
    dismiss: async () => {
      dismissed = true;
      if (!current) return;
      sendSignal(current.pid, 'SIGKILL');
      await waitUntilGone(current, 2_000);
    },
  };
}
