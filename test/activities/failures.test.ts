import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { asTemporalFailure } from '../../src/activities/failures.ts';
import { AwaitsSiblings } from '../../src/agent/index.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import { OverBudget } from '../../src/domain/needs-person.ts';

describe('an activity that stops for want of money', () => {
  test('is not tried again, and tells what was missing', () => {
    const shortage = {
      part: { kind: 'execution' },
      limit: nanoUsd(1_000),
      spent: nanoUsd(900),
      reserved: nanoUsd(0),
      needed: nanoUsd(200),
    } as const;
    const failure = asTemporalFailure(new OverBudget(shortage));
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type: 'budget', nonRetryable: true, details: [shortage] });
  });

  test('is tried again some seconds later where only siblings have to settle', () => {
    const failure = asTemporalFailure(new AwaitsSiblings('qa_engineer.testing.1'));
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ nonRetryable: false });
    const delay: unknown = Reflect.get(Object(failure), 'nextRetryDelay');
    expect(Number(delay)).toBeGreaterThanOrEqual(1_500);
    expect(Number(delay)).toBeLessThanOrEqual(4_500);
  });
});
