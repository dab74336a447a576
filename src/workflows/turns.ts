import { ActivityFailure, isCancellation, patched } from '@temporalio/workflow';
import type { CancellationScope } from '@temporalio/workflow';
import type { RunOutcome, RunPersonaInput } from '../activities/contracts/persona-runs.ts';
import { addCost, nanoUsd } from '../domain/money.ts';
import type { NanoUsd } from '../domain/money.ts';
import { personaRun } from './activity-proxies.ts';
import { warnOfBudget } from './budget.ts';
import type { Execution } from './execution.ts';
import { admitted, note, treeOf } from './state.ts';
import type { ExecutionState, Turn } from './state.ts';
import { blockOn } from './standing.ts';

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

/** What turns that have ended changed. */
export const patchesOf = (turns: readonly Turn[]): readonly NonNullable<Turn['patch']>[] =>
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

type Ended = Extract<RunOutcome, { kind: 'ended' }>;

const removal = ({ removed }: Ended): string => {
  if (removed === undefined) return '';
  const more = removed.more === 0 ? '' : ` and ${String(removed.more)} more`;
  return ` (removed ${removed.paths.join(', ')}${more})`;
};

const changed = (ended: Ended): string => {
  const { files } = ended;
  if (files === 0) return 'no file changed';
  return `${String(files)} ${files === 1 ? 'file' : 'files'}${removal(ended)}`;
};

/** What the execution has cost by now: as the ledger told last, or run by run in older histories. */
const costAfter = ({ costNanoUsd }: ExecutionState, { cost, spent }: Ended): NanoUsd =>
  spent === undefined ? addCost(costNanoUsd, cost) : nanoUsd(Math.max(costNanoUsd, spent));

/** A run that was between two attempts when it was cancelled ends with what the last one failed with. */
const endedByCancelling = (error: unknown): boolean =>
  error instanceof ActivityFailure && error.retryState === 'CANCEL_REQUESTED';

/** One persona run from start to settlement; it never throws. */
export const takeTurn = async (
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
      note(state, `${id} ended: ${changed(outcome)}. ${outcome.summary}`);
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

/** Whether a turn can begin: it waits, and nobody that it depends on is still to end. */
export const ready = (turn: Turn, turns: readonly Turn[]): boolean =>
  turn.state === 'waiting' && before(turn, turns).every(({ state }) => state === 'done');
