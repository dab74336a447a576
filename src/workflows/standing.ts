import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';
import { blockForBudget, blockOf, isBlockKind } from '../domain/block.ts';
import type { Block, BlockKind } from '../domain/block.ts';
import { fits, isShortage } from '../domain/budget.ts';
import type { Shortage } from '../domain/budget.ts';
import type { Digest } from '../domain/digest.ts';
import { phaseAfter } from '../domain/phases.ts';
import type { Status } from '../domain/status.ts';
import type { Situation } from '../domain/steering.ts';
import { warnOfBudget } from './budget.ts';
import { show } from './execution.ts';
import type { Execution } from './execution.ts';
import { note } from './state.ts';
import type { ExecutionState } from './state.ts';

/** Whether nothing may go on until a person has decided something. */
export const waits = ({ pause, block, awaiting }: ExecutionState): boolean =>
  pause !== undefined || block !== undefined || awaiting !== undefined;

const statusOf = (state: ExecutionState): Status => {
  if (state.pause !== undefined) return state.running.length > 0 ? 'pausing' : 'paused';
  if (state.block !== undefined) return 'blocked';
  return state.awaiting === undefined ? 'running' : 'awaiting_approval';
};

/** What messages are judged by. */
export const situationOf = ({ status, block, awaiting, admission }: ExecutionState): Situation => ({
  status,
  ...(block === undefined ? {} : { block }),
  ...(awaiting === undefined ? {} : { awaiting: awaiting.digest }),
  ...(admission === undefined ? {} : { personas: admission.personas }),
});

/** Brings the status in line with the state; every change of the state ends here. */
export const restate = (execution: Execution): void => {
  execution.state.status = statusOf(execution.state);
  show(execution);
};

const blockWith = (execution: Execution, reason: Block): void => {
  const { state } = execution;
  // Two runs that stop for the same reason are one block; the first message stays.
  if (state.block !== undefined) return;
  state.block = reason;
  note(state, `Blocked (${reason.kind}): ${reason.message}`);
  restate(execution);
};

export const block = (execution: Execution, kind: BlockKind, message: string): void => {
  blockWith(execution, blockOf(kind, message));
};

/** What an activity of ours told of a call that did not fit into the budget. */
const shortageIn = ({ type, details }: ApplicationFailure): Shortage | undefined => {
  const told: unknown = details?.[0];
  return type === 'budget' && isShortage(told) ? told : undefined;
};

const blockOnBudget = (execution: Execution, shortage: Shortage, message: string): void => {
  const { state, session } = execution;
  warnOfBudget(state, shortage.spent);
  // It may have been raised since; then the run is just started again.
  if (state.budget !== undefined && fits(shortage, state.budget)) return;
  blockWith(execution, blockForBudget(session, shortage, message));
};

/** Blocks on what an activity failed with: by its kind, where a person can lift it. */
export const blockOn = (execution: Execution, error: unknown, who?: string): void => {
  if (isCancellation(error)) throw error;
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const type = cause instanceof ApplicationFailure ? cause.type : undefined;
  const message = cause instanceof Error ? cause.message : 'It failed for an unknown reason.';
  const kind = isBlockKind(type) ? type : 'failing_run';
  const told = who === undefined ? message : `${who}: ${message}`;
  const shortage = cause instanceof ApplicationFailure ? shortageIn(cause) : undefined;
  if (shortage === undefined) block(execution, kind, told);
  else blockOnBudget(execution, shortage, told);
};

/** The phase has passed or was accepted with this tree: on to the next one, or to the end. */
export const accept = (state: ExecutionState, tree: Digest): void => {
  state.accepted = tree;
  const next = phaseAfter(state.phase);
  if (next === undefined) state.finished = true;
  else state.phase = next;
};
