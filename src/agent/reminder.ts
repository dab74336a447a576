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

const REFUSED = user(
  'Your last answer was ended by a refusal or by the filter of the provider, so nothing came of it. Nothing here asks for what must not be written: leave out whatever led there, and go on with your own part of the task, with the tools.',
);

/** What a model is told after an answer without a tool call, one that was cut, or one refused. */
export const reminderFor = (
  finishReason: string,
  calls: readonly ToolCall[],
): readonly LanguageModelV4Message[] => {
  if (finishReason === 'length') return [CUT];
  if (finishReason === 'content-filter') return [REFUSED];
  return calls.length === 0 ? [NUDGE] : [];
};
