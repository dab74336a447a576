import {
  condition,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { detailsOf } from './details.ts';
import { quick } from './activity-proxies.ts';
import type { Report } from '../activities/contracts/report.ts';
import type { ExecutionResult } from '../domain/status.ts';
import { SEARCH_ATTRIBUTES } from './search-attributes.ts';
import { admitted } from './state.ts';
import type { ExecutionState } from './state.ts';
import { reportOf, viewOf } from './view.ts';

/** One execution as the workflow's functions share it. */
export interface Execution {
  readonly session: string;
  readonly state: ExecutionState;
  /** What the search attributes were set to last. */
  shown: string;
  /** Ends runs that wait for their next attempt, so that nobody waits for them; set by a team. */
  wake?: (runIds: readonly string[]) => void;
}

/**
 * The workflow itself.
 * @param input one JSON object, see `StartInput`; only `requirement` is needed.
 * @param carried the state, when a long history was left behind.
 */
export type SdlcExecution = (input: unknown, carried?: ExecutionState) => Promise<ExecutionResult>;

/** Shows the state to people: current details, and search attributes where they changed. */
export const show = (execution: Execution): void => {
  const { state, session } = execution;
  setCurrentDetails(detailsOf(viewOf(session, state)));
  if (state.admission?.searchAttributes !== true) return;
  const quality = state.phases[state.phase].score;
  const shown = [state.status, state.phase, quality].join(' ');
  if (shown === execution.shown) return;
  execution.shown = shown;
  upsertSearchAttributes([
    { key: SEARCH_ATTRIBUTES.status, value: state.status },
    { key: SEARCH_ATTRIBUTES.phase, value: state.phase },
    ...(quality === undefined ? [] : [{ key: SEARCH_ATTRIBUTES.quality, value: quality }]),
  ]);
};

/** Sends the state to Postgres along with an activity that `send` starts. */
export const reporting = async <T>(
  execution: Execution,
  send: (report: Report) => Promise<T>,
): Promise<T> => {
  show(execution);
  const report = reportOf(execution.state);
  const upTo = execution.state.journalSeq;
  const result = await send(report);
  execution.state.journalKept = Math.max(execution.state.journalKept, upTo);
  return result;
};

/** Records a change of status that no other activity carries. */
export const keep = (execution: Execution): Promise<void> =>
  reporting(execution, (report) =>
    quick(`record: ${execution.state.status}`).keep({
      executionId: admitted(execution.state).executionId,
      report,
    }),
  );

/** Whether it is time to continue as new: Temporal ends an execution whose history is too long. */
export const historyIsLong = (): boolean => workflowInfo().continueAsNewSuggested;

/**
 * Waits until a message has come that the main loop has not looked at. Also messages that were
 * refused make a history long, so that ends the wait as well.
 */
export const nextMessage = ({ state }: Execution): Promise<void> =>
  condition(() => state.inbox.length > 0 || historyIsLong());
