/** What Temporal itself knows of an execution that has ended. */
import { WorkflowFailedError } from '@temporalio/client';
import type { WorkflowExecutionDescription } from '@temporalio/client';
import { NO_COST } from '../domain/money.ts';
import { FIRST_PHASE, PHASES } from '../domain/phases.ts';
import type { SessionId } from '../domain/session.ts';
import type { Status } from '../domain/status.ts';
import { reasonOf } from './result.ts';
import type { Services } from './services.ts';
import type { ObservedView } from './view.ts';

/** Names of Temporal for executions that are over. */
const ENDS: Readonly<Partial<Record<string, Status>>> = {
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  TERMINATED: 'failed',
  TIMED_OUT: 'failed',
};

/** How it ended according to Temporal, or `undefined` while it runs. */
export const endOf = (description: WorkflowExecutionDescription): Status | undefined =>
  ENDS[description.status.name];

const HOW: Readonly<Partial<Record<string, string>>> = {
  TERMINATED: 'It was terminated in Temporal.',
  TIMED_OUT: 'It ran into a time-out of Temporal.',
};

/** What the workflow failed with. Without it the status is known all the same: it never throws. */
const failureIn = async (services: Services, session: SessionId): Promise<string | undefined> => {
  try {
    const client = await services.temporal();
    await client.connection.withDeadline(Date.now() + services.queryTimeoutMs, () =>
      client.workflow.getHandle(session).result(),
    );
    return undefined;
  } catch (error) {
    return error instanceof WorkflowFailedError ? reasonOf(error) : undefined;
  }
};

/** Why it failed, as far as Temporal can tell. */
export const whyItFailed = async (
  services: Services,
  session: SessionId,
  { status: { name } }: WorkflowExecutionDescription,
): Promise<string | undefined> => (name === 'FAILED' ? failureIn(services, session) : HOW[name]);

/**
 * The view of an execution that ended before it was admitted, so that nothing else knows it: it had
 * no phase and made no call.
 */
export const unadmittedView = (
  session: SessionId,
  status: Status,
  { startTime, closeTime }: WorkflowExecutionDescription,
): ObservedView => ({
  session,
  status,
  phase: FIRST_PHASE,
  phases: PHASES.map((phase) => ({ phase, state: 'waiting', iteration: 0, limit: 0 })),
  running: [],
  costNanoUsd: NO_COST,
  calls: 0,
  elapsedMs: Math.max(0, (closeTime ?? startTime).getTime() - startTime.getTime()),
  journal: [],
  source: 'temporal',
  observedAt: Date.now(),
});
