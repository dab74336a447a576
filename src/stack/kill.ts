/** Ending processes by their identity, in bounded time. */
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const POLL_MS = 40;

/** Sends a signal to a pid (negative: a group). A process that is gone, or not ours, is left. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already (ESRCH), or another user's (EPERM): either way not ours to end.
  }
}

/** Waits until the process is gone; false when it still runs after `timeoutMs`. */
export async function waitUntilGone(
  identity: ProcessIdentity,
  timeoutMs: number,
): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (isAlive(identity)) {
    if (Date.now() >= end) return false;
    await delay(POLL_MS);
  }
  return true;
}

/**
 * Asks the process to end, and kills it and its group when it doesn't within `graceMs`.
 * Returns when it is gone; what is left of its group is killed too.
 */
export async function endProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  if (isAlive(identity)) {
    sendSignal(identity.pid, signal);
    if (!(await waitUntilGone(identity, graceMs))) {
      sendSignal(identity.pid, 'SIGKILL');
      await waitUntilGone(identity, 5_000);
    }
  }
  // Every part leads a group of its own; its number is not given away while a member lives.
  sendSignal(-identity.pid, 'SIGKILL');
}
