/** Starts a supervisor in the background. */
import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inheritedWhole, settings, toEnvironment } from '../config/index.ts';
import type { LoadedConfig } from '../config/index.ts';
import { SUPERVISOR_HOME } from './end-leftovers.ts';
import type { HomePaths } from './home.ts';
import type { LaunchSpec } from './launch-spec.ts';
import { openLog } from './logs.ts';

/** Run from source (tests), Node strips the types; before 22.18 it has to be told to. */
function entryPoint(): readonly string[] {
  const extension = path.extname(fileURLToPath(import.meta.url));
  const main = fileURLToPath(new URL(`./supervise-main${extension}`, import.meta.url));
  return extension === '.ts' ? ['--experimental-strip-types', '--no-warnings', main] : [main];
}

/** Our environment with the settings resolved: the child must not read files or paths again. */
function resolvedEnvironment(loaded: LoadedConfig): Record<string, string | undefined> {
  const ours = new Set([...settings.map(({ env }) => env), 'MAESTRO_CONFIG']);
  const rest = Object.entries(inheritedWhole()).filter(([name]) => !ours.has(name));
  return { ...Object.fromEntries(rest), ...toEnvironment(loaded) };
}

/** Starts it in a session of its own, writing to its log; it outlives this process. */
export function launchSupervisor(spec: LaunchSpec, paths: HomePaths, loaded: LoadedConfig): void {
  const log = openLog(path.join(paths.logs, 'supervisor.log'));
  const args = [...entryPoint(), SUPERVISOR_HOME, paths.home, JSON.stringify(spec)];
  const child = spawn(process.execPath, args, {
    cwd: paths.home,
    detached: true,
    env: resolvedEnvironment(loaded),
    stdio: ['ignore', log, log],
  });
  child.on('error', () => undefined); // The state that never comes is what is reported.
  child.unref();
  closeSync(log);
}
