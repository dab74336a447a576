import { patched } from '@temporalio/workflow';
import type { Parked } from '../activities/contracts/report.ts';
import type { Block } from '../domain/block.ts';
import type { Message } from '../domain/messages.ts';
import { modelsOf } from '../domain/model-spec.ts';
import { refusalOf } from '../domain/steering.ts';
import { setBudget } from './budget.ts';
import { quick } from './activity-proxies.ts';
import { reporting } from './execution.ts';
import type { Execution } from './execution.ts';
import { accept, restate, situationOf } from './standing.ts';
import { admitted, note, teamAtWork } from './state.ts';
import type { ExecutionState, PhaseProgress } from './state.ts';

const unblock = (state: ExecutionState): Block | undefined => {
  const lifted = state.block;
  delete state.block;
  return lifted;
};

/** Goes on from the best failing attempt, with its findings and no memory of earlier scores. */
const retryFromBest = (state: ExecutionState, progress: PhaseProgress): void => {
  const { best } = progress;
  delete state.awaiting;
  progress.earlierRaws = [];
  progress.iteration += 1;
  progress.limit = Math.max(progress.limit, progress.iteration);
  if (best?.rework === undefined) return;
  state.tree = best.tree;
  state.work.push(...best.rework.work);
  state.phase = best.rework.from;
};

/** A run that can't go on from what it recorded is replaced by a new one. */
const renewRuns = (state: ExecutionState): void => {
  for (const turn of state.team?.turns ?? []) {
    if (turn.state !== 'waiting') continue;
    const key = `${turn.member.id}.${state.phase}`;
    const count = (state.runCounts[key] ?? 0) + 1;
    state.runCounts[key] = count;
    turn.runId = `${key}.${String(count)}`;
  }
};

const lift = (state: ExecutionState, message: Extract<Message, { name: 'resume' }>): void => {
  const progress = state.phases[state.phase];
  const granted = message.iterations ?? 0;
  if (state.block?.kind === 'not_converging' && granted === 0 && message.model === undefined)
    return;
  // Only a budget or a cheaper model lets the call fit.
  if (state.block?.shortage !== undefined && message.model === undefined) return;
  const lifted = unblock(state);
  switch (lifted?.kind) {
    case 'not_converging':
      progress.limit = Math.max(progress.limit, progress.iteration) + granted;
      retryFromBest(state, progress);
      return;
    case 'phase_timeout':
      progress.workedMs = 0;
      return;
    case 'failing_run':
      // Nothing that was paid for is paid again; older executions began anew, and go on as they did.
      if (!patched('failing-runs-go-on')) renewRuns(state);
      return;
    case 'ledger_conflict':
      renewRuns(state);
      return;
    default:
      progress.limit += granted;
  }
};

const setHold = (execution: Execution, held: boolean): Promise<Parked | null> =>
  reporting(execution, (report) =>
    quick(held ? 'hold model calls' : 'let model calls go on').hold({
      executionId: admitted(execution.state).executionId,
      held,
      report,
    }),
  );

const pause = async (execution: Execution, now: boolean): Promise<void> => {
  const { state } = execution;
  state.pause = { now: now || state.pause?.now === true };
  restate(execution);
  const kept = await setHold(execution, true);
  execution.wake?.(kept?.parked ?? []);
};

const resume = async (
  execution: Execution,
  message: Extract<Message, { name: 'resume' }>,
): Promise<void> => {
  const { state } = execution;
  const paused = state.pause !== undefined;
  delete state.pause;
  if (message.model !== undefined) {
    state.model = message.model;
    state.modelForAll = true;
    state.models = [...new Set([...state.models, ...modelsOf(message.model)])];
    // What one model said is no conversation of another.
    renewRuns(state);
    note(state, `The model is ${message.model} from here on.`);
  }
  lift(state, message);
  restate(execution);
  if (paused) await setHold(execution, false);
};

const approve = (
  state: ExecutionState,
  { digest, by, reason }: Extract<Message, { name: 'approve' }>,
): void => {
  const progress = state.phases[state.phase];
  const why = reason === undefined ? '' : `: ${reason}`;
  note(state, `${by} approved ${digest} after ${state.phase}${why}`);
  if (unblock(state) === undefined) {
    progress.approved = digest;
  } else {
    progress.state = 'accepted';
    progress.acceptedBy = by;
    progress.earlierRaws = [];
    delete progress.best;
  }
  delete state.awaiting;
  accept(state, digest);
};

const reject = (
  state: ExecutionState,
  { by, reason }: Extract<Message, { name: 'reject' }>,
): void => {
  note(state, `${by} rejected the tree after ${state.phase}: ${reason}`);
  delete state.awaiting;
  state.reworks.push({ personas: teamAtWork(state), reason });
};

const act = async (execution: Execution, message: Message): Promise<void> => {
  const { state } = execution;
  switch (message.name) {
    case 'pause':
      return pause(execution, message.now);
    case 'resume':
      return resume(execution, message);
    case 'rework':
      delete state.awaiting;
      unblock(state);
      state.reworks.push({ personas: message.personas, reason: message.reason });
      return;
    case 'approve':
      approve(state, message);
      return;
    case 'reject':
      reject(state, message);
      return;
    case 'budget':
      await setBudget(execution, message);
  }
};

/** Acts on what came in, in order; each message is checked again, for the state has moved on. */
export const readInbox = async (execution: Execution): Promise<void> => {
  const { state } = execution;
  for (let message = state.inbox.shift(); message !== undefined; message = state.inbox.shift()) {
    const refusal = refusalOf(message, situationOf(state));
    if (refusal === undefined) await act(execution, message);
    else note(state, `${message.name} came too late: ${refusal}`);
    restate(execution);
  }
};
