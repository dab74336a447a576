import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { Judged } from '../activities/contracts/gates.ts';
import type { Consulted, ConsultInput } from '../activities/contracts/opinions.ts';
import { nanoUsd } from '../domain/money.ts';
import { JUDGE } from '../domain/opinions.ts';
import { opinion } from './activity-proxies.ts';
import { warnOfBudget } from './budget.ts';
import { reporting } from './execution.ts';
import type { Execution } from './execution.ts';
import { restate } from './standing.ts';
import { admitted, note, treeOf } from './state.ts';
import type { ExecutionState } from './state.ts';

/** A judgement that was made, as far as an opinion can stand beside it. */
type Beside = Pick<Judged, 'evidence' | 'warnings' | 'rework'>;

/** Which judgement it is. */
export type Which = Pick<ConsultInput, 'phase' | 'iteration' | 'judgement'>;

const isPausing = ({ inbox }: ExecutionState): boolean =>
  inbox.some(({ name }) => name === 'pause');

/** What the ledger told; the judgement itself goes on to whoever asked. */
const take = (state: ExecutionState, { note: said, calls, spent }: Consulted): void => {
  state.calls += calls;
  state.costNanoUsd = nanoUsd(Math.max(state.costNanoUsd, spent));
  note(state, `${JUDGE}: ${said}`);
  warnOfBudget(state, spent);
};

const ask = (execution: Execution, which: Which, beside: Beside): Promise<Consulted> => {
  const { executionId, charter } = admitted(execution.state);
  const { evidence, warnings, rework } = beside;
  const tree = treeOf(execution.state);
  const judgement = { evidence, warnings, ...(rework === undefined ? {} : { rework }) };
  const summary = `opinion: ${which.phase}, iteration ${String(which.iteration)}`;
  return reporting(execution, (report) =>
    opinion(summary, admitted(execution.state)).consult({
      executionId,
      charter,
      tree,
      ...which,
      ...judgement,
      report,
    }),
  );
};

/** Why there is no opinion, where the execution goes on without one. @throws when it was cancelled */
const reasonFor = (error: unknown, gaveWay: boolean): string => {
  if (gaveWay) return 'not waited for, since the execution is to pause.';
  if (isCancellation(error)) throw error;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return `could not be asked: ${cause instanceof Error ? cause.message : 'for an unknown reason.'}`;
};

/** Until it has settled, or a person wants a pause: then it is cancelled, and its end awaited. */
const settled = async (
  { state }: Execution,
  send: () => Promise<Consulted>,
): Promise<Consulted | string> => {
  const scope = new CancellationScope();
  const asking = { over: false };
  const end = scope
    .run(send)
    .catch((error: unknown) => ({ error }))
    .finally(() => {
      asking.over = true;
    });
  try {
    await condition(() => asking.over || isPausing(state));
  } finally {
    if (!asking.over) scope.cancel();
    await CancellationScope.nonCancellable(() => end);
  }
  const outcome = await end;
  return 'error' in outcome ? reasonFor(outcome.error, scope.consideredCancelled) : outcome;
};

/**
 * Asks the model that judges for its opinion on a tree that a gate has judged, where there is one.
 * The verdict has been made: nothing that comes of this can change it, block or fail.
 * @returns the judgement with what was said beside it
 */
export const consult = async <T extends Beside>(
  execution: Execution,
  which: Which,
  judged: T,
): Promise<T> => {
  const { state } = execution;
  if (admitted(state).judge === undefined || isPausing(state)) return judged;
  const runId = `${JUDGE}.${which.phase}.${String(which.judgement)}`;
  state.running.push({ persona: JUDGE, phase: which.phase, runId, since: Date.now() });
  restate(execution);
  const outcome = await settled(execution, () => ask(execution, which, judged)).finally(() => {
    state.running = state.running.filter((run) => run.runId !== runId);
  });
  if (typeof outcome === 'string') {
    note(state, `${JUDGE}: ${outcome}`);
    return judged;
  }
  take(state, outcome);
  const { evidence, warnings, rework } = outcome;
  return { ...judged, evidence, warnings, ...(rework === undefined ? {} : { rework }) };
};
