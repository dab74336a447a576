import type { WorkflowExecutionDescription } from '@temporalio/client';

/** Types of failures that pass by themselves, as activities give them to Temporal. */
const PASSING = ['ModelBusy', 'AwaitsProvider', 'AwaitsSiblings'];

/** Temporal's code of an activity that waits for its next attempt, see `PendingActivityState`. */
const SCHEDULED = 1;

/** When it is tried again was true when it was said. */
const AGAIN = / It is tried again by itself.*$/;

/** What runs wait for that are tried again by themselves: each reason once. */
export const providerWaits = ({ raw }: WorkflowExecutionDescription): readonly string[] => {
  const reasons = (raw.pendingActivities ?? []).flatMap(({ state, lastFailure }) => {
    const type = lastFailure?.applicationFailureInfo?.type ?? '';
    return Number(state) === SCHEDULED && PASSING.includes(type)
      ? [lastFailure?.message ?? '']
      : [];
  });
  return [...new Set(reasons.map((reason) => reason.replace(AGAIN, '')))];
};
