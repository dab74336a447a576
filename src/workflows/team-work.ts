import {
  ActivityFailure,
  CancellationScope,
  condition,
  isCancellation,
  patched,
} from '@temporalio/workflow';
import type { RunOutcome, RunPersonaInput } from '../activities/contracts/persona-runs.ts';
import { addCost, nanoUsd } from '../domain/money.ts';
import type { NanoUsd } from '../domain/money.ts';
import { personaRun, quick } from './activity-proxies.ts';
import { warnOfBudget } from './budget.ts';
import { keep, nextMessage } from './execution.ts';
import type { Execution } from './execution.ts';
import { admitted, note, treeOf } from './state.ts';
import type { ExecutionState, Turn } from './state.ts';
import { block, blockOn, restate, waits } from './standing.ts';
import { readInbox } from './steering.ts';
import { turnPage } from './waiting.ts';

/** Turns that must have ended before this one, those that they wait for included, in team order. */
const before = (turn: Turn, turns: readonly Turn[]): readonly Turn[] => {
  const wanted = new Set(turn.member.dependsOn);
  // Adding while walking: a set visits what is added on the way.
  for (const id of wanted) {
    const dependency = turns.find(({ member }) => member.id === id);
    dependency?.member.dependsOn.forEach((next) => wanted.add(next));
  }
  return turns.filter(({ member }) => wanted.has(member.id));
};

const patchesOf = (turns: readonly Turn[]): readonly NonNullable<Turn['patch']>[] =>
  turns.flatMap(({ patch }) => (patch === undefined ? [] : [patch]));

const inputOf = (state: ExecutionState, turn: Turn, turns: readonly Turn[]): RunPersonaInput => {
  const { executionId, charter } = admitted(state);
  const { phase } = state;
  const lastReads = state.lastReads[`${turn.member.id}.${phase}`];
  return {
    executionId,
    runId: turn.runId,
    persona: turn.member.id,
    phase,
    iteration: state.phases[phase].iteration,
    charter,
    base: state.team?.base ?? treeOf(state),
    patches: patchesOf(before(turn, turns)),
    findings: turn.findings,
    ...(turn.member.need === 'check' && lastReads !== undefined ? { unlessReads: lastReads } : {}),
    model: state.model,
    ...(state.modelForAll === undefined ? {} : { modelForAll: state.modelForAll }),
    models: state.models,
  };
};

const finishTurn = (state: ExecutionState, turn: Turn): void => {
  turn.state = 'done';
  const done = new Set(turn.findings);
  state.work = state.work.filter(({ findings }) => !done.has(findings));
};

const changed = (files: number): string =>
  files === 0 ? 'no file changed' : `${String(files)} ${files === 1 ? 'file' : 'files'}`;

/** What the execution has cost by now: as the ledger told last, or run by run in older histories. */
const costAfter = (
  { costNanoUsd }: ExecutionState,
  { cost, spent }: Extract<RunOutcome, { kind: 'ended' }>,
): NanoUsd =>
  spent === undefined ? addCost(costNanoUsd, cost) : nanoUsd(Math.max(costNanoUsd, spent));

/** One persona run from start to settlement; it never throws. */
const takeTurn = async (
  execution: Execution,
  turn: Turn,
  turns: readonly Turn[],
  scope: CancellationScope,
): Promise<void> => {
  const { state } = execution;
  const { phase } = state;
  const { id, name, why } = turn.member;
  const label = `${name}: ${phase}, iteration ${String(state.phases[phase].iteration)} (${why})`;
  try {
    const outcome = await personaRun(label, admitted(state)).runPersona(
      inputOf(state, turn, turns),
    );
    if (outcome.kind === 'held') turn.state = 'waiting';
    else finishTurn(state, turn);
    if (outcome.kind === 'ended') {
      turn.patch = outcome.patch;
      state.lastReads[`${id}.${phase}`] = outcome.reads;
      state.costNanoUsd = costAfter(state, outcome);
      state.calls += outcome.calls;
      note(state, `${id} ended: ${changed(outcome.files)}. ${outcome.summary}`);
      if (outcome.spent !== undefined) warnOfBudget(state, outcome.spent);
    }
  } catch (error) {
    turn.state = 'waiting';
    const woken =
      scope.consideredCancelled && endedByCancelling(error) && patched('woken-runs-wait');
    if (!isCancellation(error) && !woken) blockOn(execution, error, turn.member.id);
  } finally {
    state.running = state.running.filter(({ runId }) => runId !== turn.runId);
  }
};

const ready = (turn: Turn, turns: readonly Turn[]): boolean =>
  turn.state === 'waiting' && before(turn, turns).every(({ state }) => state === 'done');

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

/** A run that was between two attempts when it was cancelled ends with what the last one failed with. */
const endedByCancelling = (error: unknown): boolean =>
  error instanceof ActivityFailure && error.retryState === 'CANCEL_REQUESTED';

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
