import { ApplicationFailure } from '@temporalio/common';
import { NeedsPerson, OverBudget } from '../domain/needs-person.ts';
import { AwaitsProvider, AwaitsSiblings, ModelBusy } from '../agent/index.ts';
import { ModelNotConfigured } from '../ports/model.ts';
import { ObjectDamaged, ObjectMissing } from '../ports/objects.ts';
import { PersonaInvalid } from '../ports/personas.ts';

/** Whether, and how, Temporal tries an activity again: the one place that decides. */
export const asTemporalFailure = (error: unknown): unknown => {
  if (error instanceof NeedsPerson) {
    return ApplicationFailure.create({
      message: error.message,
      type: error.kind,
      nonRetryable: true,
      // The workflow compares a new budget with it.
      ...(error instanceof OverBudget ? { details: [error.shortage] } : {}),
    });
  }
  if (error instanceof ModelNotConfigured) {
    return ApplicationFailure.create({
      message: error.message,
      type: 'credentials',
      nonRetryable: true,
    });
  }
  // Told at once: an admission that is tried again and again can't even answer a query.
  if (error instanceof PersonaInvalid) {
    return ApplicationFailure.create({
      message: error.message,
      type: 'BadInput',
      nonRetryable: true,
    });
  }
  // What was put is there at once: trying again brings nothing back, and nobody would be told.
  if (error instanceof ObjectMissing || error instanceof ObjectDamaged) {
    return ApplicationFailure.create({
      message: error.message,
      type: 'lost_object',
      nonRetryable: true,
    });
  }
  const passing =
    error instanceof ModelBusy ||
    error instanceof AwaitsSiblings ||
    error instanceof AwaitsProvider;
  if (passing && error.retryAfterMs !== undefined) {
    return ApplicationFailure.create({
      message: error.message,
      type: error.name,
      nextRetryDelay: error.retryAfterMs,
    });
  }
  return error;
};
