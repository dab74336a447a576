import { CancellationScope, condition } from '@temporalio/workflow';
import { quick } from './activity-proxies.ts';
import { keep, nextMessage } from './execution.ts';
import type { Execution } from './execution.ts';
import { admitted, note } from './state.ts';
import type { ExecutionState, Turn } from './state.ts';
import { block, blockOn, restate, waits } from './standing.ts';
import { readInbox } from './steering.ts';
import { patchesOf, ready, takeTurn } from './turns.ts';
import { turnPage } from './waiting.ts';

/**
 * Runs in flight, each in a scope of its own that cancels it. These are no children of the flight's:
 * through that, a cancellation would come a moment later, after other commands than in older histories.
 */
interface Flight {
  /** Tells whether all are cancelled, also with the execution. */
  readonly scope: CancellationScope;
  readonly runs: Promise<void>[];
  readonly each: Map<string, CancellationScope>;
}

const newFlight = (): Flight => ({ scope: new CancellationScope(), runs: [], each: new Map() });

const cancelAll = (flight: Flight): void => {
  for (const scope of flight.each.values()) scope.cancel();
  flight.scope.cancel();
};

const startReady = (execution: Execution, turns: readonly Turn[], flight: Flight): void => {
  const { state } = execution;
  for (const turn of turns.filter((item) => ready(item, turns))) {
    turn.state = 'running';
    const { runId, member } = turn;
    state.running.push({ persona: member.id, phase: state.phase, runId, since: Date.now() });
    note(state, `${member.id} starts.`);
    const scope = new CancellationScope();
    flight.each.set(runId, scope);
    flight.runs.push(scope.run(() => takeTurn(execution, turn, turns, scope)));
  }
};

/** Waits until a run settles or a message comes. @returns false when the phase's time is over. */
const somethingHappens = async (execution: Execution, remainingMs: number): Promise<boolean> => {
  const { state } = execution;
  const running = state.running.length;
  const happened = (): boolean => state.inbox.length > 0 || state.running.length !== running;
  if (running > 0) return condition(happened, Math.max(1, remainingMs));
  await nextMessage(execution);
  return true;
};

/** The next wait of a team, with the phase's clock running while somebody works. */
const watchFlight = async (execution: Execution, flight: Flight): Promise<void> => {
  const { state } = execution;
  const progress = state.phases[state.phase];
  const { phaseTimeoutMs } = admitted(state);
  const working = state.running.length > 0;
  const began = Date.now();
  const inTime = await somethingHappens(execution, phaseTimeoutMs - progress.workedMs);
  if (working) progress.workedMs += Date.now() - began;
  if (!inTime) {
    block(execution, 'phase_timeout', `${state.phase} worked for ${String(phaseTimeoutMs)} ms.`);
    cancelAll(flight);
  }
};

const workUntilSettled = async (execution: Execution, turns: readonly Turn[]): Promise<void> => {
  const { state } = execution;
  let flight = newFlight();
  execution.wake = (runIds) => {
    for (const runId of runIds) flight.each.get(runId)?.cancel();
  };
  try {
    for (;;) {
      await readInbox(execution);
      if (state.pause?.now === true) cancelAll(flight);
      const stopping = waits(state) || state.reworks.length > 0;
      if (flight.scope.consideredCancelled && state.running.length === 0) {
        flight = newFlight();
      }
      if (!stopping && !flight.scope.consideredCancelled) startReady(execution, turns, flight);
      restate(execution);
      if (state.running.length === 0) {
        if (!waits(state)) return;
        await keep(execution);
        if (state.inbox.length > 0) continue;
        await turnPage(execution);
      }
      await watchFlight(execution, flight);
    }
  } finally {
    delete execution.wake;
    // Also when the execution is cancelled: it must not end while a run still does something.
    const { runs } = flight;
    await CancellationScope.nonCancellable(() => Promise.all(runs));
  }
};

/** Puts together what the team did. @returns false when that could not be done; the team stays. */
const merge = async (
  execution: Execution,
  base: NonNullable<ExecutionState['tree']>,
  patches: readonly NonNullable<Turn['patch']>[],
): Promise<boolean> => {
  const { state } = execution;
  const summary = `merge ${String(patches.length)} of ${state.phase}`;
  try {
    const merged = await quick(summary).mergeTeam({ base, patches });
    state.tree = merged.tree;
    if (merged.conflicts !== undefined) state.conflicts = merged.conflicts;
    return true;
  } catch (error) {
    blockOn(execution, error);
    return false;
  }
};

/**
 * The team of the current phase works: in parallel as dependencies allow, stopping for a pause, a
 * block or the phase's time. What was done is merged whatever happened.
 * @returns whether every member has ended.
 */
export const teamWork = async (execution: Execution): Promise<boolean> => {
  const { state } = execution;
  const { team } = state;
  if (team === undefined) return false;
  await workUntilSettled(execution, team.turns);
  const patches = patchesOf(team.turns);
  delete state.conflicts;
  if (patches.length > 0 && !(await merge(execution, team.base, patches))) return false;
  delete state.team;
  return team.turns.every((turn) => turn.state === 'done') && state.reworks.length === 0;
};
