/** Kills of workers at random instants. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Maestro } from '../../support/maestro.ts';
import type { WorkerProcess } from '../../support/worker-process.ts';

/** The seed of a run, from MAESTRO_TEST_SEED when that is a number. */
export const seedOf = (): number => {
  const given = Number(process.env['MAESTRO_TEST_SEED'] ?? NaN);
  return Number.isSafeInteger(given) ? given : Date.now() % 2 ** 32;
};

/** 0 to 1, the same for the same seed (mulberry32, public domain). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** What kills still have to be made; several killers share it. */
export interface Toll {
  left: number;
  /** When it ends at the latest, in ms since the epoch. */
  readonly until: number;
}

/**
 * Kills the worker, again and again, each time so many ms after it has begun to poll, and starts
 * the next one at once.
 * @returns the last one, which lives.
 */
export const killAgainAndAgain = async (
  { addWorker }: Pick<Maestro, 'addWorker'>,
  first: WorkerProcess,
  toll: Toll,
  lifetime: () => number,
): Promise<WorkerProcess> => {
  let worker = first;
  while (toll.left > 0 && Date.now() < toll.until) {
    toll.left -= 1;
    await delay(lifetime());
    await worker.kill();
    worker = await addWorker();
  }
  return worker;
};
