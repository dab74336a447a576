/** Waits for a supervisor's parts to be ready, telling what happens. */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { HomePaths } from './home.ts';
import { logTail } from './logs.ts';
import { isAlive } from './process-identity.ts';
import { StackError } from './stack-error.ts';
import { readState } from './state.ts';
import type { PartState, StackState } from './state.ts';

/** What is waited for. */
export interface Awaited {
  readonly paths: HomePaths;
  /** Names of the parts that must be ready. */
  readonly parts: readonly string[];
  readonly say: (line: string) => void;
}

const POLL_MS = 40;
const WITHIN_MS = 120_000;
/** A supervisor that has not written its state by then did not start. */
const SUPERVISOR_WITHIN_MS = 15_000;
/** A part that failed this often at once is given up by who waits. */
const GIVE_UP_AFTER = 3;

/** The state of the supervisor that runs now, if one does. */
export function currentState(paths: HomePaths): StackState | undefined {
  const state = readState(paths.stateFile);
  return state && isAlive(state.supervisor) ? state : undefined;
}

function refuseFailing(name: string, part: PartState): void {
  if (part.status !== 'failing' || part.starts < GIVE_UP_AFTER) return;
  throw new StackError(`${name} does not start: ${part.error ?? 'no reason given'}`, [
    `read ${part.log}`,
    'run maestro doctor',
  ]);
}

function notStarted(paths: HomePaths): StackError {
  const log = path.join(paths.logs, 'supervisor.log');
  return new StackError(`The supervisor did not start: ${logTail(log, 0, 3)}`, [`read ${log}`]);
}

/**
 * Resolves with the state in which every part is ready.
 * @throws {StackError} when a part keeps failing, or it takes longer than two minutes
 */
export async function awaitStack({ paths, parts, say }: Awaited): Promise<StackState> {
  const began = Date.now();
  const told = new Map<string, string>();
  for (;;) {
    const state = currentState(paths);
    const elapsed = Date.now() - began;
    if (!state && elapsed > SUPERVISOR_WITHIN_MS) throw notStarted(paths);
    for (const name of state ? parts : []) {
      const part = state?.parts[name];
      if (!part) continue;
      refuseFailing(name, part);
      if (told.get(name) === part.status || part.status === 'failing') continue;
      told.set(name, part.status);
      say(`${name}: ${part.status} (${(elapsed / 1000).toFixed(1)} s)`);
    }
    if (state && parts.every((name) => state.parts[name]?.status === 'ready')) return state;
    if (elapsed > WITHIN_MS) {
      const missing = parts.filter((name) => state?.parts[name]?.status !== 'ready');
      throw new StackError(`Not ready after two minutes: ${missing.join(', ')}`, [
        `read the logs in ${paths.logs}`,
      ]);
    }
    await delay(POLL_MS);
  }
}
