import { CancelledFailure, WorkflowFailedError } from '@temporalio/client';
import { isObject } from '../domain/brand.ts';
import { isDigest } from '../domain/digest.ts';
import type { SessionId } from '../domain/session.ts';
import type { ExecutionResult } from '../domain/status.ts';
import { ExecutionEnded } from './errors.ts';
import { translate } from './failures.ts';
import type { Services } from './services.ts';
import { sessionOf } from './sessions.ts';

const isResult = (value: unknown): value is ExecutionResult =>
  isObject(value) && value['status'] === 'completed' && isDigest(value['tree']);

/** What a workflow failed with, in its own words. */
export const reasonOf = (error: WorkflowFailedError): string =>
  error.cause?.message ?? error.message;

const failure = (session: SessionId, error: WorkflowFailedError): ExecutionEnded => {
  if (error.cause instanceof CancelledFailure) {
    return new ExecutionEnded(session, 'cancelled', 'somebody cancelled it');
  }
  return new ExecutionEnded(session, 'failed', reasonOf(error));
};

/**
 * Waits for the end, however long that takes.
 * @throws ExecutionEnded when it failed or was cancelled; NotFound, NotReachable
 */
export const result = async (services: Services, sessionText: string): Promise<ExecutionResult> => {
  const session = sessionOf(sessionText);
  const client = await services.temporal();
  let value: unknown;
  try {
    value = await client.workflow.getHandle(session).result();
  } catch (error) {
    throw error instanceof WorkflowFailedError
      ? failure(session, error)
      : translate(error, session);
  }
  if (isResult(value)) return value;
  throw new ExecutionEnded(session, 'failed', 'its result is not one that this version knows');
};
