import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

/** A history of any machine; see {@link portable}. */
type History = Parameters<typeof historyToJSON>[0];

const IDENTITY = 'maestro';

const isSticky = (value: object): boolean =>
  'kind' in value && value.kind === 'TASK_QUEUE_KIND_STICKY';

/** Who polled, and where code lay, say nothing about what was decided. */
const withoutMachine = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMachine);
  if (typeof value !== 'object' || value === null) return value;
  const sticky = isSticky(value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): readonly (readonly [string, unknown])[] => {
      if (key === 'stackTrace') return [];
      if (key === 'identity' || (key === 'name' && sticky)) return [[key, IDENTITY]];
      return [[key, withoutMachine(inner)]];
    }),
  );
};

/** The history as JSON, an event a line, with no host, process or path of where it was recorded. */
export const portable = (history: History): string => {
  const { events } = withoutMachine(JSON.parse(historyToJSON(history))) as {
    readonly events: readonly unknown[];
  };
  return `{"events":[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`;
};
