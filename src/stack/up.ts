/** Brings the stack up in the background, or finds it there. */
import { fileURLToPath } from 'node:url';
import type { LoadedConfig } from '../config/index.ts';
import { awaitStack, currentState, SupervisorGone } from './await-stack.ts';
import { buildId } from './build-id.ts';
import { connectionOf } from './connection.ts';
import type { StackConnection } from './connection.ts';
import { down } from './down.ts';
import { ensureHome, homePaths } from './home.ts';
import type { HomePaths } from './home.ts';
import { endProcess, sendSignal, waitUntilGone } from './kill.ts';
import type { LaunchSpec } from './launch-spec.ts';
import { launchSupervisor } from './launch.ts';
import { requireDatabase, requireTemporal } from './reachable.ts';
import { readState } from './state.ts';
import type { StackState } from './state.ts';
import type { Say } from './temporal-build.ts';
import { obtainTemporal } from './temporal-cli.ts';
import { differences, wantedSpec } from './wanted.ts';
import type { FirstPorts } from './wanted.ts';
import type { WorkerCommand } from './worker-part.ts';

/** What `up` may be told; all but `loaded` is for tests. */
export interface UpOptions {
  readonly loaded: LoadedConfig;
  /** Takes one line of progress for a person. */
  readonly say?: (line: string) => void;
  /** The worker process; `none` starts none. */
  readonly worker?: WorkerCommand | 'none';
  readonly build?: string;
  readonly ports?: FirstPorts;
}

/** A stack that is up. */
export interface UpResult extends StackConnection {
  /** Whether anything was started by this call. */
  readonly started: boolean;
  /** Names of the parts that this call started. */
  readonly startedParts: readonly string[];
}

/** Temporal's usual port, and one beside Postgres's usual one, which is often taken. */
const FIRST_PORTS: FirstPorts = { temporal: 7233, postgres: 15_432 };

function ourWorker(): WorkerCommand {
  const main = fileURLToPath(new URL('../workers/sdlc.js', import.meta.url));
  return { command: process.execPath, args: [main] };
}

/** A supervisor that runs but has no state in its file yet, or again, is given a moment. */
async function runningStack(paths: HomePaths): Promise<StackState | undefined> {
  try {
    return await awaitStack({ paths, parts: [], say: () => undefined, launched: false });
  } catch (error) {
    if (error instanceof SupervisorGone) return undefined;
    throw error;
  }
}

async function requireExternal(spec: LaunchSpec, { config }: LoadedConfig): Promise<void> {
  if (spec.temporal.kind === 'external') await requireTemporal(spec.temporal.address);
  if (spec.postgres.kind === 'external') await requireDatabase(config.databaseUrl ?? '');
}

/** Lets the running supervisor go and leave its parts to the next one. */
async function askToHandOver(running: StackState): Promise<void> {
  sendSignal(running.supervisor.pid, 'SIGUSR2');
  if (await waitUntilGone(running.supervisor, 8_000)) return;
  if (running.guard) await endProcess(running.guard, 'SIGKILL', 0);
  await endProcess(running.supervisor, 'SIGKILL', 0);
}

function partNames(spec: LaunchSpec): readonly string[] {
  return [
    ...(spec.temporal.kind === 'embedded' ? ['temporal'] : []),
    ...(spec.postgres.kind === 'embedded' ? ['postgres'] : []),
    ...(spec.worker ? ['worker'] : []),
  ];
}

/** Finds or gets what the new supervisor needs, before the running one is disturbed. */
async function completeSpec(spec: LaunchSpec, loaded: LoadedConfig, say: Say): Promise<LaunchSpec> {
  await requireExternal(spec, loaded);
  const { temporal } = spec;
  if (temporal.kind === 'external') {
    say(`temporal: using TEMPORAL_ADDRESS, ${temporal.address}`);
    return spec;
  }
  const { path } = await obtainTemporal(loaded.config, say);
  return { ...spec, temporal: { ...temporal, cli: path } };
}

function startedNow(before: StackState | undefined, now: StackState): readonly string[] {
  const key = (state: StackState | undefined, name: string): string =>
    JSON.stringify(state?.parts[name]?.process ?? null);
  return Object.keys(now.parts).filter((name) => key(before, name) !== key(now, name));
}

interface Attempt {
  readonly options: UpOptions;
  readonly paths: HomePaths;
  readonly spec: LaunchSpec;
  readonly running: StackState | undefined;
  /** As `running`, or what a supervisor that is gone has noted. */
  readonly before: StackState | undefined;
}

/** Launches a supervisor where there is none, or another one is wanted. */
async function launchIfNeeded({ options, paths, spec, running }: Attempt): Promise<boolean> {
  const { loaded, say = () => undefined } = options;
  const different = running ? differences(running, spec) : [];
  if (running && different.length === 0) return false;
  const complete = await completeSpec(spec, loaded, say);
  if (running) {
    say(`replacing the worker: ${different.join(', ')}`);
    await askToHandOver(running);
  }
  launchSupervisor(complete, paths, loaded);
  return true;
}

async function bringUp(attempt: Attempt): Promise<StackState> {
  const { options, paths, spec, running, before } = attempt;
  const { loaded, say = () => undefined } = options;
  const launched = await launchIfNeeded(attempt);
  try {
    return await awaitStack({ paths, parts: partNames(spec), say, launched, before });
  } catch (error) {
    // What did not come up is not left half up; what was up before is.
    if (!running) await down(loaded.config, () => undefined);
    throw error;
  }
}

/** What `up` would launch, if it had to. @param before what runs, or ran last */
export function specFor(options: UpOptions, before: StackState | undefined): LaunchSpec {
  const { loaded, build = buildId(), ports = FIRST_PORTS, worker = ourWorker() } = options;
  const wanted = { loaded, build, ports, worker: worker === 'none' ? undefined : worker };
  return wantedSpec(wanted, homePaths(loaded.config.home), before);
}

/**
 * Starts what is missing of the stack and waits until it is ready; finds it when it runs. A newer
 * build, or changed settings, replace the worker and leave the servers running.
 * @throws {StackError} when something cannot be had, does not start, or does not answer
 */
export async function up(options: UpOptions): Promise<UpResult> {
  const { loaded } = options;
  const paths = ensureHome(loaded.config.home);
  const running = await runningStack(paths);
  const before = running ?? readState(paths.stateFile);
  const spec = specFor(options, before);
  const state = await bringUp({ options, paths, spec, running, before }).catch((error: unknown) => {
    if (error instanceof SupervisorGone) return undefined;
    throw error;
  });
  if (!state) return up(options);
  const startedParts = startedNow(before, state);
  const connection = connectionOf(paths, state, loaded.config.databaseUrl);
  return { ...connection, started: startedParts.length > 0, startedParts };
}

/** How to reach the stack of this home, if its supervisor runs; starts nothing. */
export function findStack(loaded: LoadedConfig): StackConnection | undefined {
  const paths = homePaths(loaded.config.home);
  const state = currentState(paths);
  return state && connectionOf(paths, state, loaded.config.databaseUrl);
}
