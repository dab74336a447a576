import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const WAIT_MS = 25_000;

/** Waits until something holds. */
export const until = async (
  what: string,
  holds: () => boolean | Promise<boolean>,
): Promise<void> => {
  const deadline = Date.now() + WAIT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`It did not come to "${what}".`);
    await delay(50);
  }
};

/** How many processes of this machine are exactly this command. */
export const commandsRunning = (command: string): number =>
  execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim() === command).length;
