import type { LanguageModelV4Message } from '@ai-sdk/provider';
import type { Compaction } from '../../domain/compaction.ts';
import { byCodeUnits } from '../../domain/order.ts';
import type { Tree } from '../../domain/tree.ts';
import type { CallAnswer } from '../../ports/ledger.ts';
import { decodeContent } from '../ledger-bytes.ts';
import { clip } from './clip.ts';

/** Bytes of the list of files. */
const FILES_MAX = 2_000;

/** Bytes of all else that stands around a summary. */
const FRAME = 500;

/** The most that the message takes that stands for the older part, in bytes of its JSON. */
export const notesBytes = (summaryBytes: number): number =>
  // Quotes and line ends take two bytes each in JSON.
  2 * (summaryBytes + FILES_MAX) + FRAME;

/** What the run has written, as the working tree tells: no summary is relied on for that. */
const filesWritten = (tree: Tree, runId: string): string => {
  const paths = [...tree].flatMap(([path, { by }]) => (by === runId ? [path] : []));
  if (paths.length === 0) return 'You have written no file yet.';
  const list = clip(paths.sort(byCodeUnits).join('\n'), FILES_MAX);
  return `Files that you have written so far (${String(paths.length)}):\n${list}`;
};

/** A refusal, or reasoning that used up the answer, leaves none: the files are there all the same. */
const summaryIn = ({ content, finishReason }: CallAnswer, bytes: number): string => {
  const parts = finishReason === 'content-filter' ? [] : decodeContent(content);
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');
  return text.trim() === ''
    ? 'There are no notes: look at the files to see what is done.'
    : clip(text.trim(), bytes);
};

/** What stands for the older part of a conversation from now on. */
export const notesMessage = (
  { messages, summaryBytes }: Compaction,
  answer: CallAnswer,
  tree: Tree,
  runId: string,
): LanguageModelV4Message => ({
  role: 'user',
  content: [
    {
      type: 'text',
      text: `# Earlier in your work\nThe conversation became too long. Notes stand for ${String(messages)} earlier messages; the files are as you left them, so read again what you need.\n\n${filesWritten(tree, runId)}\n\n<notes>\n${summaryIn(answer, summaryBytes)}\n</notes>`,
    },
  ],
});
