import type { LanguageModelV4Message } from '@ai-sdk/provider';

type AssistantMessage = Extract<LanguageModelV4Message, { role: 'assistant' }>;

/**
 * An answer as a model may read it that did not give it: without reasoning, which is signed or
 * encrypted for its own model, and without the ids and signatures of its provider.
 */
const withoutOrigin = ({ content }: AssistantMessage): AssistantMessage => {
  const rest = content.flatMap((part): AssistantMessage['content'] => {
    if (part.type === 'text') return [{ type: 'text', text: part.text }];
    if (part.type !== 'tool-call') return [];
    const { type, toolCallId, toolName, input } = part;
    return [{ type, toolCallId, toolName, input }];
  });
  // Providers refuse a message with nothing in it.
  return {
    role: 'assistant',
    content: rest.length === 0 ? [{ type: 'text', text: '(no answer)' }] : rest,
  };
};

interface Utterance {
  readonly message: LanguageModelV4Message;
  /** The same for a model that did not say it. */
  readonly forOthers: LanguageModelV4Message;
  /** The model that said it; nobody's words are for all. */
  readonly by: string | undefined;
}

/** What was said in a run, by whom. */
export interface Conversation {
  /** Prompts, results and reminders. */
  readonly tell: (messages: readonly LanguageModelV4Message[]) => void;
  /** @param by spec of the model that was asked */
  readonly answer: (message: AssistantMessage, by: string) => void;
  /** All of it, as this model is to read it: the same at any time for the same rows of the ledger. */
  readonly readBy: (spec: string) => readonly LanguageModelV4Message[];
  /** All of it, as anybody may read it. */
  readonly readByAll: () => readonly LanguageModelV4Message[];
  /** How many messages came before the first answer. */
  readonly opening: () => number;
  /**
   * Lets a message stand for some of them. What stays loses what only its own model may read:
   * reasoning goes with what led to it.
   */
  readonly replace: (from: number, messages: number, by: LanguageModelV4Message) => void;
}

export const createConversation = (): Conversation => {
  const said: Utterance[] = [];
  let opening: number | undefined;
  return {
    tell: (messages) => {
      for (const message of messages) said.push({ message, forOthers: message, by: undefined });
    },
    answer: (message, by) => {
      opening ??= said.length;
      said.push({ message, forOthers: withoutOrigin(message), by });
    },
    readBy: (spec) => said.map(({ message, forOthers, by }) => (by === spec ? message : forOthers)),
    readByAll: () => said.map(({ forOthers }) => forOthers),
    opening: () => opening ?? said.length,
    replace: (from, messages, message) => {
      said.splice(from, messages, { message, forOthers: message, by: undefined });
      for (const [index, utterance] of said.entries())
        said[index] = { ...utterance, by: undefined };
    },
  };
};
