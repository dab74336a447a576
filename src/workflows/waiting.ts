import { continueAsNew } from '@temporalio/workflow';
import type { Rework } from '../activities/contracts/rework.ts';
import type { PersonaId } from '../domain/persona.ts';
import { quick } from './activity-proxies.ts';
import { historyIsLong, keep, nextMessage } from './execution.ts';
import type { Execution, SdlcExecution } from './execution.ts';
import { admitted, note, teamAtWork } from './state.ts';
import type { PhaseProgress } from './state.ts';
import { blockOn, restate, waits } from './standing.ts';
import { readInbox } from './steering.ts';

/** A long history is left behind when nothing runs; the state goes along, the input need not. */
export const turnPage = async ({ state }: Execution): Promise<void> => {
  if (state.running.length === 0 && historyIsLong()) {
    await continueAsNew<SdlcExecution>(null, state);
  }
};

/** One more iteration, where the phase has begun, with no memory of earlier scores. */
const grantIteration = (progress: PhaseProgress): void => {
  if (progress.iteration === 0) return;
  progress.limit += 1;
  progress.iteration += 1;
  progress.earlierRaws = [];
  delete progress.best;
};

/** Turns a request into open work. @returns nothing when that could not be done; it blocks then. */
const noteRework = async (
  execution: Execution,
  named: readonly PersonaId[],
  reason: string,
): Promise<Rework | undefined> => {
  const { state } = execution;
  const { charter } = admitted(state);
  const input = { named, reason, at: state.phase, charter };
  try {
    return await quick(`rework: ${named.join(', ')}`).noteRework(input);
  } catch (error) {
    blockOn(execution, error);
    return undefined;
  }
};

/**
 * Gives each person's request to its owners; phases from the earliest owner's on come again.
 * @returns whether none is left.
 */
const applyReworks = async (execution: Execution): Promise<boolean> => {
  const { state } = execution;
  for (let request = state.reworks.shift(); request; request = state.reworks.shift()) {
    const named = request.personas.length > 0 ? request.personas : teamAtWork(state);
    const { reason } = request;
    const noted = await noteRework(execution, named, reason);
    if (noted === undefined) {
      state.reworks.unshift(request);
      return false;
    }
    const { from, work } = noted;
    state.work.push(...work);
    for (const phase of new Set([state.phase, from])) grantIteration(state.phases[phase]);
    note(state, `Rework of ${named.join(', ')} from ${from} on: ${reason}`);
    state.phase = from;
    state.finished = false;
    delete state.team;
  }
  return true;
};

/** Acts on messages, and waits for as long as a person has to decide. */
const untilLifted = async (execution: Execution): Promise<void> => {
  const { state } = execution;
  await readInbox(execution);
  while (waits(state)) {
    restate(execution);
    await keep(execution);
    if (state.inbox.length === 0) {
      await turnPage(execution);
      await nextMessage(execution);
    }
    await readInbox(execution);
  }
};

/**
 * Between two steps: acts on messages, and waits for as long as a person has to decide.
 * @returns whether there is still something to do.
 */
export const decisionPoint = async (execution: Execution): Promise<boolean> => {
  do await untilLifted(execution);
  while (!(await applyReworks(execution)));
  restate(execution);
  await turnPage(execution);
  return !execution.state.finished;
};
