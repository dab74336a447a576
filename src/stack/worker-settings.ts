/** Whether a running worker has the settings that are wanted now. */
import { createHash } from 'node:crypto';
import { settings, toEnvironment } from '../config/index.ts';
import type { LoadedConfig } from '../config/index.ts';

/** Settings that the worker does not read, or is told in another way. */
const notTheWorkers = new Set([
  ...['home', 'cache', 'temporal.address', 'temporal.cliPath', 'temporal.namespace'],
  'outputDir',
]);

/**
 * A digest for each setting that somebody gave and the worker reads, by environment name. Digests,
 * because some are secret and this is written to a file.
 */
export function workerSettings(loaded: LoadedConfig): Readonly<Record<string, string>> {
  const given = toEnvironment(loaded);
  const theirs = settings.filter(({ key, env }) => !notTheWorkers.has(key) && env in given);
  return Object.fromEntries(
    theirs.map(({ env }) => {
      const text = `${env}=${given[env] ?? ''}`;
      return [env, createHash('sha256').update(text).digest('hex').slice(0, 16)];
    }),
  );
}

/**
 * Names of the settings that are given now and that the running worker has otherwise. One that is
 * not given now is left as it is: `status` in a shell without the key must not take it away.
 */
export function changedSettings(
  running: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.keys(wanted).filter((name) => running[name] !== wanted[name]);
}
