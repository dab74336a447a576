import type { WorkflowExecutionDescription } from '@temporalio/client';
import type { SessionId } from '../domain/session.ts';
import { endOf, unadmittedView, whyItFailed } from './ended.ts';
import { NotFound, NotReachable, WorkerAway } from './errors.ts';
import { translated } from './failures.ts';
import { providerWaits } from './provider-waits.ts';
import { viewFromRecords, withSpending } from './records-view.ts';
import type { Services } from './services.ts';
import { hasEnded, readView } from './view.ts';
import type { ObservedView } from './view.ts';

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
  if (!view.ok) return undefined;
  return withSpending(services, { ...view.value, source: 'workflow', observedAt: Date.now() });
};

/** A terminated workflow still says that it runs, and not why; Temporal knows better. */
const corrected = async (
  services: Services,
  session: SessionId,
  view: ObservedView,
  description: WorkflowExecutionDescription,
): Promise<ObservedView> => {
  const end = endOf(description);
  if (end === undefined) return view;
  const ended = hasEnded(view.status) ? view : { ...view, status: end, running: [] };
  if (ended.status !== 'failed' || ended.failure !== undefined) return ended;
  const failure = await whyItFailed(services, session, description);
  return failure === undefined ? ended : { ...ended, failure };
};

/** @throws NotConfigured, NotReachable */
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

/** Where no worker answers. One that the records don't know was never admitted. */
const withoutWorker = async (
  services: Services,
  session: SessionId,
  description: WorkflowExecutionDescription,
): Promise<ObservedView> => {
  const away = new WorkerAway(`The status of "${session}" is not known`);
  if (!services.hasRecords) throw away;
  const end = endOf(description);
  const view =
    (await viewFromRecords(services, session)) ??
    (end && unadmittedView(session, end, description));
  if (view === undefined) throw away;
  return view;
};

/**
 * What is known of an execution: from the workflow, or from the records when nothing answers, or
 * from Temporal alone when it ended before it was recorded.
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
  const view =
    (await ask(services, session)) ?? (await withoutWorker(services, session, description));
  const waits = providerWaits(description);
  const seen = waits.length === 0 ? view : { ...view, providerWaits: waits };
  return corrected(services, session, seen, description);
};
