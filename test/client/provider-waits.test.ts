import type { WorkflowExecutionDescription } from '@temporalio/client';
import { expect, test } from '@jest/globals';
import { providerWaits } from '../../src/client/provider-waits.ts';

const activity = (type: string, message: string, state = 1) => ({
  state,
  lastFailure: { message, applicationFailureInfo: { type } },
});

const describe = (...pendingActivities: readonly object[]) =>
  ({ raw: { pendingActivities } }) as unknown as WorkflowExecutionDescription;

const FULL = 'openai:m is not asked now: as many calls are under way as its limit allows.';

test('each reason that passes by itself is told once, without a time that is over', () => {
  const waits = describe(
    activity('AwaitsProvider', `${FULL} It is tried again by itself in 3.2 s.`),
    activity('AwaitsProvider', `${FULL} It is tried again by itself in 1.9 s.`),
    activity('ModelBusy', 'Not asked (circuit breaker open): openai:m.'),
  );
  expect(providerWaits(waits)).toEqual([FULL, 'Not asked (circuit breaker open): openai:m.']);
});

test('what is in progress again, fails otherwise or has not failed is no wait', () => {
  const waits = describe(activity('ModelBusy', 'It was down.', 2), activity('Error', 'A defect.'), {
    state: 1,
  });
  expect(providerWaits(waits)).toEqual([]);
});
