import type { LanguageModelV4Message } from '@ai-sdk/provider';
import type { ToolCall } from './answer.ts';

const user = (text: string): LanguageModelV4Message => ({
  role: 'user',
  content: [{ type: 'text', text }],
});

const NUDGE = user(
  'That answer called no tool, so nothing came of it. Go on with the tools, or call "finish" if everything is written.',
);

const CUT = user(
  'Your last answer was cut off: it reached the most that one answer may have. What was cut was not carried out. Go on in smaller pieces: fewer or shorter files in one answer, and long files in parts, with "write" first and "edit" for the rest.',
);

/** What a model is told after an answer without a tool call, or one that was cut. */
export const reminderFor = (
  finishReason: string,
  calls: readonly ToolCall[],
): readonly LanguageModelV4Message[] => {
  if (finishReason === 'length') return [CUT];
  return calls.length === 0 ? [NUDGE] : [];
};

/** Whether an answer got nowhere: no tool call, or none whose arguments can be read. */
export const isStray = (calls: readonly ToolCall[]): boolean =>
  calls.every(({ input }) => !input.ok);
