import { isObject } from './brand.ts';
import type { JsonObject } from './brand.ts';

/**
 * A step of a persona run that shortens its conversation: the older part is summed up, and the
 * summary stands in its place from then on. All that it was decided with is kept in its row.
 */
export interface Compaction {
  /** The first message that is summed up, from 0; those before it are the prompts. */
  readonly from: number;
  /** How many messages are summed up. */
  readonly messages: number;
  /** The most that the summary may take, in bytes of UTF-8. */
  readonly summaryBytes: number;
  /** The most that is shown of these messages, in bytes of UTF-8. */
  readonly shownBytes: number;
  /** The most that the model may answer, its reasoning included. */
  readonly outputTokens: number;
}

const FIELDS = ['from', 'messages', 'summaryBytes', 'shownBytes', 'outputTokens'] as const;

const isCompaction = (value: JsonObject): boolean =>
  FIELDS.every((field) => Number.isSafeInteger(value[field]) && Number(value[field]) >= 0);

/** The options of the message that asks for the summary: how the step is told from others. */
export const compactionOptions = (
  compaction: Compaction,
): { readonly maestro: { compaction: { [field in keyof Compaction]: number } } } => ({
  maestro: { compaction: { ...compaction } },
});

/** What a message asks to be summed up; nothing for any other message. */
export const compactionIn = (message: unknown): Compaction | undefined => {
  const options = isObject(message) ? message['providerOptions'] : undefined;
  const ours = isObject(options) ? options['maestro'] : undefined;
  const given = isObject(ours) ? ours['compaction'] : undefined;
  if (!isObject(given) || !isCompaction(given)) return undefined;
  const of = (field: keyof Compaction): number => Number(given[field]);
  return {
    from: of('from'),
    messages: of('messages'),
    summaryBytes: of('summaryBytes'),
    shownBytes: of('shownBytes'),
    outputTokens: of('outputTokens'),
  };
};
