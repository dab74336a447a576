import { afterAll, beforeAll } from '@jest/globals';
import { startMaestro } from './maestro.ts';
import type { Maestro, MaestroOptions } from './maestro.ts';

const START_MS = 120_000;
const STOP_MS = 60_000;

/**
 * Maestro for the tests of a file or a `describe`: started before them, stopped after. What it
 * gives can be used inside tests and hooks only.
 */
export const useMaestro = (options: MaestroOptions = {}): Maestro => {
  const maestro = {} as Maestro;
  beforeAll(async () => {
    Object.assign(maestro, await startMaestro(options));
  }, START_MS);
  afterAll(async () => {
    // Without it, what went wrong at the start would be told a second time.
    if ('stop' in maestro) await maestro.stop();
  }, STOP_MS);
  return maestro;
};
