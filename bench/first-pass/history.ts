import type { WorkflowHandle } from '@temporalio/client';
import type { Interval } from './intervals.ts';

/** An activity as the history tells it. */
export interface ActivityTimes extends Interval {
  readonly type: string;
  /** When the workflow asked for it, in ms since the epoch; until `from` it waited for a worker. */
  readonly scheduled: number;
}

type Events = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>;
type Stamp = Events[number]['eventTime'];

const NANOS_A_MS = 1e6;

const millis = (stamp: Stamp): number =>
  Number(stamp?.seconds ?? 0) * 1_000 + Math.round((stamp?.nanos ?? 0) / NANOS_A_MS);

const local = (event: Events[number]): ActivityTimes | undefined => {
  const { markerName, details } = event.markerRecordedEventAttributes ?? {};
  const data = details?.['data']?.payloads?.[0]?.data;
  if (markerName !== 'core_local_activity' || !data) return undefined;
  const told = JSON.parse(Buffer.from(data).toString()) as Readonly<
    Record<string, Stamp> & { activity_type: string }
  >;
  const scheduled = millis(told['original_schedule_time']);
  const to = millis(told['complete_time']);
  return { type: told.activity_type, scheduled, from: scheduled, to };
};

const timesOf = (events: Events): readonly ActivityTimes[] => {
  const byId = new Map(events.map((event) => [String(event.eventId), event]));
  return events.flatMap((event) => {
    const marked = local(event);
    if (marked !== undefined) return [marked];
    const ended = event.activityTaskCompletedEventAttributes;
    if (!ended) return [];
    const scheduled = byId.get(String(ended.scheduledEventId));
    const started = byId.get(String(ended.startedEventId));
    const type = scheduled?.activityTaskScheduledEventAttributes?.activityType?.name ?? 'unknown';
    return [
      {
        type,
        scheduled: millis(scheduled?.eventTime),
        from: millis(started?.eventTime),
        to: millis(event.eventTime),
      },
    ];
  });
};

/** What a history says about time: the whole, and each activity that completed. */
export const readHistory = async (
  handle: WorkflowHandle,
): Promise<{ readonly whole: Interval; readonly activities: readonly ActivityTimes[] }> => {
  const events = (await handle.fetchHistory()).events ?? [];
  const whole = { from: millis(events[0]?.eventTime), to: millis(events.at(-1)?.eventTime) };
  return { whole, activities: timesOf(events) };
};
