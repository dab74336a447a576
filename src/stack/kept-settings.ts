import { currentState } from './await-stack.ts';
import { homePaths } from './home.ts';
import { readState } from './state.ts';
import { specFor } from './up.ts';
import type { UpOptions } from './up.ts';
import { differences } from './wanted.ts';

/**
 * Before `up`: names of the settings (as environment variables) that a running worker was given
 * and will keep, though they may not be given now. Where `up` replaces the worker, it keeps none.
 * @returns nothing where the Temporal server is not ours: workers elsewhere may have any settings.
 */
export function keptSettings(options: UpOptions): ReadonlySet<string> | undefined {
  const paths = homePaths(options.loaded.config.home);
  const running = currentState(paths);
  const spec = specFor(options, running ?? readState(paths.stateFile));
  if (spec.temporal.kind === 'external') return undefined;
  const keeps = running !== undefined && differences(running, spec).length === 0;
  return new Set(keeps ? Object.keys(running.settings) : []);
}
