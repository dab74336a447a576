import { ApplicationFailure } from '@temporalio/common';
import { NeedsPerson } from '../domain/needs-person.ts';
import { ModelBusy } from '../agent/index.ts';
import { ModelNotConfigured } from '../ports/model.ts';

/** Whether, and how, Temporal tries an activity again: the one place that decides. */
export const asTemporalFailure = (error: unknown): unknown => {
  if (error instanceof NeedsPerson) {
    return ApplicationFailure.create({
      message: error.message,
      type: error.kind,
      nonRetryable: true,
    });
  }
  if (error instanceof ModelNotConfigured) {
    return ApplicationFailure.create({
      message: error.message,
      type: 'credentials',
      nonRetryable: true,
    });
  }
  if (error instanceof ModelBusy && error.retryAfterMs !== undefined) {
    return ApplicationFailure.create({
      message: error.message,
      type: error.name,
      nextRetryDelay: error.retryAfterMs,
    });
  }
  return error;
};
