import type { LanguageModelV4Message } from '@ai-sdk/provider';
import type { Compaction } from '../../domain/compaction.ts';
import { encodeJson } from '../ledger-bytes.ts';
import { chooseOlder } from './choose.ts';
import { notesBytes } from './notes.ts';
import type { CompactionSizes } from './sizes.ts';

/** Bytes of a short summary, for where a long one would not be worth it. */
const SHORT = 1_000;

/**
 * What to sum up of a conversation.
 * @param opening how many messages the prompts are.
 * @param keptBytes of the newest messages that stay as they are, at most.
 * @returns nothing when a summary would not make it shorter.
 */
export const planCompaction = (
  conversation: readonly LanguageModelV4Message[],
  opening: number,
  { summaryBytes: long, shownBytes, outputTokens }: CompactionSizes,
  keptBytes: number,
): Compaction | undefined => {
  const sized = conversation.map((message) => ({
    role: message.role,
    bytes: encodeJson(message).length,
  }));
  for (const summaryBytes of [long, SHORT]) {
    const leastBytes = notesBytes(summaryBytes);
    const older = chooseOlder(sized, opening, { keptBytes, leastBytes });
    if (older !== undefined) return { ...older, summaryBytes, shownBytes, outputTokens };
  }
  return undefined;
};
