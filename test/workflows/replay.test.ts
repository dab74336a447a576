import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';

const NAMES = ['first-pass', 'rework', 'remediated', 'steered', 'accepted', 'continued'] as const;

const BUNDLE = readFileSync(new URL('../../dist/workflow-bundle.js', import.meta.url), 'utf8');

interface HistoryEvent {
  readonly eventType: string;
  readonly [field: string]: unknown;
}

interface Recorded {
  readonly events: readonly HistoryEvent[];
}

const textOf = (name: string): string =>
  readFileSync(new URL(`../histories/${name}.json`, import.meta.url), 'utf8');

const recorded = (name: string): Recorded => JSON.parse(textOf(name)) as Recorded;

const replay = (name: string, history: Recorded, code = BUNDLE): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle: { code } }, history, name);

/** What payloads say, beside the events themselves. */
const decoded = (text: string): string =>
  [...text.matchAll(/"data":"([A-Za-z0-9+/=]+)"/g)]
    .map(([, data = '']) => Buffer.from(data, 'base64').toString())
    .join('\n');

/** The history with the first scheduling of an activity changed into one of another. */
const withOther = ({ events }: Recorded, from: string, to: string): Recorded => {
  const at = events.findIndex((event) =>
    JSON.stringify(event).includes(`"activityType":{"name":"${from}"}`),
  );
  const altered = JSON.stringify(events[at]).replace(`{"name":"${from}"}`, `{"name":"${to}"}`);
  return { events: events.with(at, JSON.parse(altered) as HistoryEvent) };
};

describe('a saved history', () => {
  beforeAll(() => {
    // What a failing replay warns of is expected here.
    const filter = makeTelemetryFilterString({ core: 'ERROR' });
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter } },
    });
  });

  test.each(NAMES)('of %s replays with the workflow as it is', async (name) => {
    await replay(name, recorded(name));
  });

  test.each(NAMES)('of %s tells nothing of the machine it comes from', (name) => {
    const text = textOf(name);
    const all = text + decoded(text);
    expect(all).not.toMatch(/\/(work|tmp|root|home|Users|opt)\//);
    expect(all).not.toMatch(/\d+@/);
    expect(all).not.toMatch(/sk-test/);
    expect(new Set(text.match(/"identity":"[^"]*"/g))).toEqual(new Set(['"identity":"maestro"']));
  });

  test('does not replay when it says that another activity ran', async () => {
    const altered = withOther(recorded('first-pass'), 'mergeTeam', 'keep');
    await expect(replay('first-pass', altered)).rejects.toThrow(DeterminismViolationError);
  });

  test('does not replay when two events have changed places', async () => {
    const { events } = recorded('rework');
    const numbers = events.flatMap(({ eventType }, index) =>
      eventType === 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED' ? [index] : [],
    );
    const [first = 0, second = 0] = numbers;
    const attributes = 'activityTaskScheduledEventAttributes';
    const swapped = events
      .with(first, { ...events[first], [attributes]: events[second]?.[attributes] } as HistoryEvent)
      .with(second, {
        ...events[second],
        [attributes]: events[first]?.[attributes],
      } as HistoryEvent);
    await expect(replay('rework', { events: swapped })).rejects.toThrow(DeterminismViolationError);
  });

  test('does not replay with a workflow that does something else', async () => {
    // The entry gate of the changed workflow measures instead of planning the team.
    const changed = BUNDLE.replace('.enterPhase(enterInput(', '.judge(enterInput(');
    expect(changed).not.toBe(BUNDLE);
    await expect(replay('first-pass', recorded('first-pass'), changed)).rejects.toThrow(
      DeterminismViolationError,
    );
  });
});
