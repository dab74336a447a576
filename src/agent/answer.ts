import type { LanguageModelV4Content, LanguageModelV4Message } from '@ai-sdk/provider';
import { isObject, parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';

/** What of an answer is kept: its text, its reasoning and its tool calls, as the provider gave them. */
export type AnswerPart = Extract<
  LanguageModelV4Content,
  { readonly type: 'text' | 'reasoning' | 'tool-call' }
>;

/** A tool call as it is answered: with an id that is unique within the run. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** The parsed arguments, or why they could not be parsed. */
  readonly input: Parsed<unknown>;
  /** The provider used this call's id for an earlier call of the same answer. */
  readonly duplicate: boolean;
}

/** Characters of one call's arguments that are read and sent back; more is refused. */
const INPUT_MAX = 2_000_000;

const parseInput = (text: string): Parsed<unknown> => {
  if (text.length > INPUT_MAX) {
    return refused(`they have ${String(text.length)} characters, more than ${String(INPUT_MAX)}`);
  }
  try {
    return parsed(text.trim() === '' ? {} : (JSON.parse(text) as unknown));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'not JSON';
    return refused(`${why}; they begin with ${JSON.stringify(text.slice(0, 120))}`);
  }
};

const ID = /^[\x21-\x7e]{1,128}$/;

/** The tool calls of the answer to a step. Ids that can't be kept become `call_<step>_<n>`. */
export const toolCallsOf = (parts: readonly AnswerPart[], step: number): readonly ToolCall[] => {
  const seen = new Set<string>();
  const calls: ToolCall[] = [];
  for (const part of parts) {
    if (part.type !== 'tool-call') continue;
    const duplicate = seen.has(part.toolCallId);
    const keep = !duplicate && ID.test(part.toolCallId);
    const id = keep ? part.toolCallId : `call_${String(step)}_${String(calls.length + 1)}`;
    seen.add(part.toolCallId);
    calls.push({ id, name: part.toolName, input: parseInput(part.input), duplicate });
  }
  return calls;
};

type AssistantMessage = Extract<LanguageModelV4Message, { role: 'assistant' }>;
type AssistantPart = AssistantMessage['content'][number];

/** The answer as the next request repeats it; arguments that could not be parsed become `{}`. */
export const assistantMessage = (
  parts: readonly AnswerPart[],
  calls: readonly ToolCall[],
): AssistantMessage => {
  const queue = [...calls];
  const content = parts.map((part): AssistantPart => {
    const options =
      part.providerMetadata === undefined ? {} : { providerOptions: part.providerMetadata };
    if (part.type !== 'tool-call') return { type: part.type, text: part.text, ...options };
    const call = queue.shift();
    const input = call?.input.ok === true && isObject(call.input.value) ? call.input.value : {};
    return {
      type: 'tool-call',
      toolCallId: call?.id ?? part.toolCallId,
      toolName: part.toolName.slice(0, 64),
      input,
      ...options,
    };
  });
  // Providers refuse a message with nothing in it.
  return {
    role: 'assistant',
    content: content.length === 0 ? [{ type: 'text', text: '(no answer)' }] : content,
  };
};
