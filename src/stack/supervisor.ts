/** The background process that owns the stack: it starts the parts and keeps them running. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { keepGuard } from './guard.ts';
import { endLeftovers } from './end-leftovers.ts';
import { ensureHome } from './home.ts';
import type { HomePaths } from './home.ts';
import { keepAlive } from './keep-alive.ts';
import type { KeptPart } from './keep-alive.ts';
import { endProcess } from './kill.ts';
import type { LaunchSpec } from './launch-spec.ts';
import { tryLock } from './lock.ts';
import { boundLogs } from './logs.ts';
import type { Part } from './part.ts';
import { planParts } from './plan-parts.ts';
import type { PartPlan } from './plan-parts.ts';
import { identify, isAlive } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { readState } from './state.ts';
import type { PartState, StackState } from './state.ts';
import { trackState } from './track-state.ts';

/** Name of the lock in the home's `run` folder. */
export const SUPERVISOR_LOCK = 'supervisor.lock';
/** The reason of an abort that leaves the parts running for the next supervisor. */
export const HAND_OVER = 'hand over';
const LOCK_WITHIN_MS = 5_000;
const HOUSEKEEPING_MS = 1_000;

/** How supervising went. */
export type Ending = 'stopped' | 'handed over' | 'another supervises this home';

/** What a running supervisor listens to. */
export interface SupervisorSignals {
  /** Aborted to stop everything; its reason is {@link HAND_OVER} to leave the parts running. */
  readonly stop: AbortSignal;
  readonly say: (line: string) => void;
}

async function takeLock(paths: HomePaths): Promise<boolean> {
  const end = Date.now() + LOCK_WITHIN_MS;
  // A supervisor that hands over is given the time to go.
  while (tryLock(paths.run, SUPERVISOR_LOCK).kind === 'taken') {
    if (Date.now() > end) return false;
    await delay(50);
  }
  return true;
}

/** The processes of an earlier supervisor that are still there. */
function aliveBefore(before: StackState | undefined): Readonly<Record<string, PartState>> {
  const parts = Object.entries(before?.parts ?? {});
  return Object.fromEntries(parts.filter(([, part]) => part.process && isAlive(part.process)));
}

/** Ends what an earlier supervisor left and this one will not take over. */
async function clearTheHome(
  paths: HomePaths,
  before: StackState | undefined,
  plan: PartPlan,
  alive: Readonly<Record<string, PartState>>,
): Promise<void> {
  const wanted = new Set([...plan.servers, ...(plan.worker ? [plan.worker] : [])].map(nameOf));
  const kept = Object.entries(alive).filter(([name]) => wanted.has(name));
  const { guard } = before ?? {};
  if (guard && guard.pid !== process.pid) await endProcess(guard, 'SIGKILL', 0);
  await endLeftovers(paths, new Set(kept.flatMap(([, part]) => part.process?.pid ?? [])));
}

const nameOf = (part: Part): string => part.name;

/** Parts that are about to be taken over are told with their processes, but not yet as ready. */
function initialState(
  spec: LaunchSpec,
  plan: PartPlan,
  self: ProcessIdentity,
  alive: Readonly<Record<string, PartState>>,
): StackState {
  const { build, settings } = spec;
  const { temporal, postgres } = plan;
  const taken = Object.entries(alive).map(
    ([name, part]) => [name, { ...part, status: 'starting' as const }] as const,
  );
  const parts = Object.fromEntries(taken);
  return { version: 1, supervisor: self, build, settings, temporal, postgres, parts };
}

/** Starts the servers, then the worker; gives what stops them, in the opposite order. */
function startParts(
  plan: PartPlan,
  keep: (part: Part) => KeptPart,
  stopping: AbortSignal,
): () => Promise<void> {
  const servers = plan.servers.map(keep);
  let worker: KeptPart | undefined;
  void Promise.all(servers.map(async ({ firstReady }) => firstReady)).then(() => {
    if (plan.worker && !stopping.aborted) worker = keep(plan.worker);
  });
  return async () => {
    await worker?.stop();
    await Promise.all(servers.map(async ({ stop }) => stop()));
  };
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
}

/**
 * Supervises one home until it is told to stop or to hand over.
 * @param command what starts a supervisor like this one, should it be killed
 */
export async function supervise(
  spec: LaunchSpec,
  command: readonly string[],
  { stop, say }: SupervisorSignals,
): Promise<Ending> {
  const paths = ensureHome(spec.home);
  const self = identify(process.pid);
  if (!self || !(await takeLock(paths))) return 'another supervises this home';
  const before = readState(paths.stateFile);
  const alive = aliveBefore(before);
  const plan = await planParts(spec, paths, before, alive);
  await clearTheHome(paths, before, plan, alive);
  const state = trackState(paths.stateFile, initialState(spec, plan, self, alive));
  const guardLog = path.join(paths.logs, 'supervisor.log');
  const guard = keepGuard(command, guardLog, (identity) => {
    state.set({ guard: identity });
  });
  const stopParts = startParts(
    plan,
    (part) => {
      const log = path.join(paths.logs, `${part.name}.log`);
      const report = (reported: PartState) => {
        state.setPart(part.name, reported);
      };
      return keepAlive(part, { log, before: alive[part.name], report, say });
    },
    stop,
  );
  const housekeeping = setInterval(() => {
    boundLogs(paths.logs);
    state.heal();
  }, HOUSEKEEPING_MS);
  await untilAborted(stop);
  clearInterval(housekeeping);
  await guard.dismiss();
  if (stop.reason === HAND_OVER) return 'handed over';
  await stopParts();
  rmSync(paths.stateFile, { force: true });
  return 'stopped';
}
