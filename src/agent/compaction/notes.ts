import type { LanguageModelV4Message } from '@ai-sdk/provider';
import type { Compaction } from '../../domain/compaction.ts';
import { byCodeUnits } from '../../domain/order.ts';
import type { CallAnswer } from '../../ports/ledger.ts';
import { decodeContent } from '../ledger-bytes.ts';
import type { WorkingTree } from '../working-tree.ts';
import { clip } from './clip.ts';

/** Bytes of the lists of files; of these, what the list of removed ones takes where there is one. */
const FILES_MAX = 2_000;
const REMOVED_MAX = 500;

/** Bytes of all else that stands around a summary. */
const FRAME = 500;

/** The most that the message takes that stands for the older part, in bytes of its JSON. */
export const notesBytes = (summaryBytes: number): number =>
  // Quotes and line ends take two bytes each in JSON.
  2 * (summaryBytes + FILES_MAX) + FRAME;

const listed = (what: string, paths: readonly string[], most: number): string => {
  const list = clip(paths.toSorted(byCodeUnits).join('\n'), most);
  return `Files that you have ${what} so far (${String(paths.length)}):\n${list}`;
};

type Files = Pick<WorkingTree, 'removed' | 'tree'>;

/** What the run has written and removed, as the working tree tells: no summary is relied on for that. */
const filesChanged = (files: Files, runId: string): string => {
  const written = [...files.tree()].flatMap(([path, { by }]) => (by === runId ? [path] : []));
  const removed = files.removed();
  const most = removed.length === 0 ? FILES_MAX : FILES_MAX - REMOVED_MAX;
  return [
    written.length === 0 ? 'You have written no file yet.' : listed('written', written, most),
    ...(removed.length === 0 ? [] : [listed('removed', removed, REMOVED_MAX)]),
  ].join('\n\n');
};

const textIn = ({ content, finishReason }: CallAnswer): string => {
  const parts = finishReason === 'content-filter' ? [] : decodeContent(content);
  return parts
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('\n\n')
    .trim();
};

const WHY_NONE: Readonly<Record<string, string>> = {
  'content-filter': 'it was ended by a refusal or by the filter of the provider',
  length: 'it was cut at the most that it may have before anything was written',
  'tool-calls': 'it called a tool, and there is none here',
};

/** Why an answer holds no notes, for the model; nothing when it does. */
export const problemOfNotes = (answer: CallAnswer): string | undefined =>
  textIn(answer) === ''
    ? `Your last answer held no notes: ${WHY_NONE[answer.finishReason] ?? 'it had no text'}.`
    : undefined;

/** Runs of earlier builds went on without notes: the files are there all the same. */
const summaryIn = (answer: CallAnswer, bytes: number): string => {
  const text = textIn(answer);
  return text === ''
    ? 'There are no notes: look at the files to see what is done.'
    : clip(text, bytes);
};

/** What stands for the older part of a conversation from now on. */
export const notesMessage = (
  { messages, summaryBytes }: Compaction,
  answer: CallAnswer,
  files: Files,
  runId: string,
): LanguageModelV4Message => ({
  role: 'user',
  content: [
    {
      type: 'text',
      text: `# Earlier in your work\nThe conversation became too long. Notes stand for ${String(messages)} earlier messages; the files are as you left them, so read again what you need.\n\n${filesChanged(files, runId)}\n\n<notes>\n${summaryIn(answer, summaryBytes)}\n</notes>`,
    },
  ],
});
