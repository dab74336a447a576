/** A message, as far as the choice goes. */
export interface Sized {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly bytes: number;
}

/** The messages that are summed up: so many, from this one on. */
export interface Older {
  readonly from: number;
  readonly messages: number;
}

const sum = (messages: readonly Sized[]): number =>
  messages.reduce((total, { bytes }) => total + bytes, 0);

/**
 * Which messages of a conversation a summary is to stand for: all after the prompts, at least one
 * answer among them, up to another answer; from that one on they stay, with the results of its
 * calls. As few as leave no more than `keptBytes`, or else all but the newest answer and what
 * followed it.
 * @param opening how many messages the prompts are; they always stay.
 * @param leastBytes what is summed up must have more, so that the conversation gets shorter.
 * @returns nothing when that can't be.
 */
export const chooseOlder = (
  messages: readonly Sized[],
  opening: number,
  { keptBytes, leastBytes }: { readonly keptBytes: number; readonly leastBytes: number },
): Older | undefined => {
  const [, ...answers] = messages.flatMap(({ role }, index) =>
    role === 'assistant' ? [index] : [],
  );
  const gains = (start: number): boolean => sum(messages.slice(opening, start)) > leastBytes;
  const fits = (start: number): boolean => sum(messages.slice(start)) <= keptBytes;
  const start = answers.find((index) => gains(index) && fits(index)) ?? answers.at(-1);
  return start === undefined || !gains(start)
    ? undefined
    : { from: opening, messages: start - opening };
};
