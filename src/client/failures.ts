/** Temporal's errors in our words; the one place that knows both. */
import {
  isGrpcServiceError,
  NamespaceNotFoundError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { SessionId } from '../domain/session.ts';
import { MessageRefused, NotFound, NotReachable, WorkerAway } from './errors.ts';

/** gRPC status codes, https://grpc.io/docs/guides/status-codes/ */
const DEADLINE_EXCEEDED = 4;
const UNAVAILABLE = 14;

const grpcCode = (error: unknown): number | undefined => {
  const inner: unknown = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(inner) ? inner.code : undefined;
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** What to throw for something that Temporal's client threw. */
export const translate = (error: unknown, session: SessionId): unknown => {
  if (error instanceof WorkflowUpdateFailedError) {
    return new MessageRefused(messageOf(error.cause ?? error), { cause: error });
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
    return new WorkerAway(`"${session}" could not be told`);
  }
  if (error instanceof NamespaceNotFoundError) {
    return new NotReachable(`Temporal has no namespace "${error.namespace}".`, { cause: error });
  }
  if (error instanceof WorkflowNotFoundError) return new NotFound(session);
  const code = grpcCode(error);
  if (code === UNAVAILABLE || code === DEADLINE_EXCEEDED) {
    return new NotReachable('Temporal does not answer; is it still running?', { cause: error });
  }
  return error;
};

/** Makes a call and translates what it throws. */
export const translated = async <T>(session: SessionId, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw translate(error, session);
  }
};
