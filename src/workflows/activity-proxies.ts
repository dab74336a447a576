import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { Activities } from '../activities/contracts/activities.ts';
import type { Admission } from '../activities/contracts/admission.ts';

/** Quick recovery: after `kill -9` the next attempt starts when the heartbeat has been missed. */
const HEARTBEAT_MS = 8_000;

const RETRY: NonNullable<ActivityOptions['retry']> = {
  initialInterval: 250,
  backoffCoefficient: 2,
  maximumInterval: 2_000,
};

const BASE: ActivityOptions = {
  retry: RETRY,
  // The default lets the workflow close while the activity still runs.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
};

/** For what reads and writes rows and objects only. */
export const quick = (summary: string): Activities =>
  proxyActivities<Activities>({
    ...BASE,
    startToCloseTimeout: 60_000,
    heartbeatTimeout: HEARTBEAT_MS,
    summary,
  });

/** For persona runs and gates. */
const long = (summary: string, startToCloseTimeout: number): Activities =>
  proxyActivities<Activities>({
    ...BASE,
    startToCloseTimeout,
    heartbeatTimeout: HEARTBEAT_MS,
    summary,
  });

export const personaRun = (summary: string, admission: Admission): Activities =>
  long(summary, admission.personaTimeoutMs);

export const exitGate = (summary: string, admission: Admission): Activities =>
  long(summary, admission.phaseTimeoutMs);

/** Attempts at an opinion, those of killed workers included: the execution goes on without it. */
const OPINION_ATTEMPTS = 20;

/** For what an execution can do without. */
export const opinion = (summary: string, { personaTimeoutMs }: Admission): Activities =>
  proxyActivities<Activities>({
    ...BASE,
    retry: { ...RETRY, maximumAttempts: OPINION_ATTEMPTS },
    startToCloseTimeout: personaTimeoutMs,
    heartbeatTimeout: HEARTBEAT_MS,
    summary,
  });
