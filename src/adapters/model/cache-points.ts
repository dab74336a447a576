import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider';

const POINT = { anthropic: { cacheControl: { type: 'ephemeral' } } } as const;

const marked = (message: LanguageModelV4Message): LanguageModelV4Message => ({
  ...message,
  providerOptions: {
    ...message.providerOptions,
    anthropic: { ...message.providerOptions?.['anthropic'], ...POINT.anthropic },
  },
});

/**
 * Where Anthropic is to keep what it has read, at most its four points: after the persona, which is
 * the same in every run; after the task, which is the same in every step; after what the step
 * before had ended with, which is to be found there; and after all, for the step to come.
 * (https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching)
 */
export const withCachePoints = (prompt: LanguageModelV4Prompt): LanguageModelV4Prompt => {
  const isOurs = ({ role }: LanguageModelV4Message): boolean => role === 'user' || role === 'tool';
  const system = prompt.findLastIndex(({ role }) => role === 'system');
  const ends = prompt.flatMap((message, index) => {
    const next = prompt[index + 1];
    return isOurs(message) && (next === undefined || !isOurs(next)) ? [index] : [];
  });
  const points = new Set([system, ...ends.slice(0, 1), ...ends.slice(-2)]);
  return prompt.map((message, index) => (points.has(index) ? marked(message) : message));
};
