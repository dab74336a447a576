import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/contracts/activities.ts';
import { refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import { modelsOf } from '../domain/model-spec.ts';
import type { StartInput } from '../domain/start-input.ts';
import { parseStartInput } from '../domain/start-input.ts';
import { parseSession } from '../domain/session.ts';
import type { ExecutionResult } from '../domain/status.ts';
import { quick } from './activity-proxies.ts';
import { openDesk } from './desk.ts';
import { keep, reporting, show } from './execution.ts';
import type { Execution, SdlcExecution } from './execution.ts';
import { entryGate, exitGate } from './gates.ts';
import { mend, takeIn } from './mending.ts';
import { undecodable } from './payload-converter.ts';
import { admitted, freshState, note, treeOf } from './state.ts';
import type { ExecutionState } from './state.ts';
import { teamWork } from './team-work.ts';
import { phaseViews } from './view.ts';
import { decisionPoint } from './waiting.ts';

const checkStart = (input: unknown): Parsed<StartInput> => {
  const broken = undecodable(input);
  if (broken !== undefined) return refused(`The start input can't be read as JSON (${broken}).`);
  const session = parseSession(workflowInfo().workflowId);
  return session.ok ? parseStartInput(input) : session;
};

/** At once and for good; the state keeps the reason for who asks later. */
const refuseStart = (state: ExecutionState, problem: string): never => {
  state.status = 'failed';
  state.failure = problem;
  throw ApplicationFailure.nonRetryable(problem, 'BadInput');
};

const readStart = (state: ExecutionState, input: unknown): StartInput => {
  const start = checkStart(input);
  if (start.ok) return start.value;
  return refuseStart(state, start.problem);
};

const fail = async (execution: Execution, message: string): Promise<never> => {
  execution.state.failure = message;
  execution.state.status = 'failed';
  note(execution.state, `Failed: ${message}`);
  await keep(execution);
  throw ApplicationFailure.nonRetryable(message, 'ExecutionFailed');
};

/**
 * Records what decisions depend on. It runs inside the workflow task, so that the requirement
 * stands in the history once: a local activity leaves its result there, not its input.
 */
const admission = async (execution: Execution, start: StartInput): Promise<void> => {
  const { state, session } = execution;
  const { admit } = proxyLocalActivities<Activities>({
    startToCloseTimeout: 30_000,
    retry: { initialInterval: 250, maximumInterval: 2_000 },
    summary: 'admit: personas, settings, requirement',
  });
  const { firstExecutionRunId: firstRunId } = workflowInfo();
  try {
    state.admission = await admit({ session, firstRunId, start });
  } catch (error) {
    // What a local activity throws for good comes as it is, or as the cause of its failure.
    const cause = error instanceof ActivityFailure ? error.cause : error;
    if (isCancellation(error) || !(cause instanceof ApplicationFailure)) throw error;
    return refuseStart(state, cause.message);
  }
  state.model = state.admission.model;
  state.models = [...(state.admission.models ?? modelsOf(state.model))];
  if (state.admission.budget !== undefined) state.budget = state.admission.budget;
  state.tree = state.admission.emptyTree;
  takeIn(state);
  note(state, `Admitted as ${state.admission.executionId} with ${state.model}.`);
  if (state.admission.refusal !== undefined) await fail(execution, state.admission.refusal);
};

const publish = async (execution: Execution): Promise<ExecutionResult> => {
  const { state } = execution;
  const { executionId } = admitted(state);
  state.status = 'completed';
  note(state, 'Completed.');
  await reporting(execution, (report) => quick('publish').publish({ executionId, report }));
  return {
    executionId,
    status: 'completed',
    tree: treeOf(state),
    phases: phaseViews(state),
    costNanoUsd: state.costNanoUsd,
    calls: state.calls,
  };
};

/** A cancelled execution leaves its record in order before it ends. */
const onCancellation = async (execution: Execution, error: unknown): Promise<never> => {
  const { state } = execution;
  if (isCancellation(error) && state.admission !== undefined) {
    state.status = 'cancelled';
    note(state, 'Cancelled.');
    await CancellationScope.nonCancellable(() => keep(execution));
  }
  throw error;
};

/** One execution of the software-development life cycle. */
export const sdlcExecution: SdlcExecution = async (input, carried) => {
  const session = workflowInfo().workflowId;
  const execution: Execution = { session, state: carried ?? freshState(Date.now()), shown: '' };
  openDesk(session, execution.state);
  try {
    if (carried === undefined) await admission(execution, readStart(execution.state, input));
    show(execution);
    while (await decisionPoint(execution)) {
      if (execution.state.mending !== undefined) {
        await mend(execution);
        continue;
      }
      if (!(await entryGate(execution))) continue;
      if (await teamWork(execution)) await exitGate(execution);
    }
    return await publish(execution);
  } catch (error) {
    return onCancellation(execution, error);
  }
};
