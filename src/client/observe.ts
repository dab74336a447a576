import type { WorkflowExecutionDescription } from '@temporalio/client';
import type { SessionId } from '../domain/session.ts';
import type { Status } from '../domain/status.ts';
import { NotFound, NotReachable, WorkerAway } from './errors.ts';
import { translated } from './failures.ts';
import { viewFromRecords } from './records-view.ts';
import type { Services } from './services.ts';
import { hasEnded, readView } from './view.ts';
import type { ObservedView } from './view.ts';

/** Names of Temporal for executions that are over. */
const ENDS: Readonly<Partial<Record<string, Status>>> = {
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  TERMINATED: 'failed',
  TIMED_OUT: 'failed',
};

const HOW: Readonly<Partial<Record<string, string>>> = {
  TERMINATED: 'It was terminated in Temporal.',
  TIMED_OUT: 'It ran into a time-out of Temporal.',
};

/** Temporal's own account. @throws NotFound, NotReachable */
export const describe = async (
  services: Services,
  session: SessionId,
): Promise<WorkflowExecutionDescription> => {
  const client = await services.temporal();
  return translated(session, () =>
    client.connection.withDeadline(Date.now() + services.queryTimeoutMs, () =>
      client.workflow.getHandle(session).describe(),
    ),
  );
};

/** How it ended according to Temporal, or `undefined` while it runs. */
export const endOf = (description: WorkflowExecutionDescription): Status | undefined =>
  ENDS[description.status.name];

/** The workflow's own answer, or `undefined` when no worker gives one. */
const ask = async (services: Services, session: SessionId): Promise<ObservedView | undefined> => {
  const client = await services.temporal();
  let answer: unknown;
  try {
    answer = await client.connection.withDeadline(Date.now() + services.queryTimeoutMs, () =>
      client.workflow.getHandle(session).query<unknown>('status'),
    );
  } catch {
    // No worker, an older worker, or a workflow that can't be replayed: each has the same remedy.
    return undefined;
  }
  const view = readView(answer);
  return view.ok ? { ...view.value, source: 'workflow', observedAt: Date.now() } : undefined;
};

/** A terminated workflow still says that it runs; Temporal knows better. */
const corrected = (view: ObservedView, description: WorkflowExecutionDescription): ObservedView => {
  const end = endOf(description);
  if (end === undefined || hasEnded(view.status)) return view;
  const failure = view.failure ?? HOW[description.status.name];
  return { ...view, status: end, running: [], ...(failure === undefined ? {} : { failure }) };
};

const fromRecords = async (
  services: Services,
  session: SessionId,
  otherwise: Error,
): Promise<ObservedView> => {
  if (!services.hasRecords) throw otherwise;
  const view = await viewFromRecords(services, session);
  if (view === undefined) throw otherwise;
  return view;
};

/**
 * What is known of an execution: from the workflow, or from the records when nothing answers.
 * @throws NotFound, NotReachable, WorkerAway
 */
export const observe = async (services: Services, session: SessionId): Promise<ObservedView> => {
  let description: WorkflowExecutionDescription;
  try {
    description = await describe(services, session);
  } catch (error) {
    // Temporal forgets what ended long ago; the records don't.
    if (!(error instanceof NotFound || error instanceof NotReachable)) throw error;
    return fromRecords(services, session, error);
  }
  const away = new WorkerAway(`The status of "${session}" is not known`);
  const view = (await ask(services, session)) ?? (await fromRecords(services, session, away));
  return corrected(view, description);
};
