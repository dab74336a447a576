/** What was said in a persona run, as flat lines; reads the messages of the language-model interface. */
import { isObject } from '../domain/brand.ts';
import type { JsonObject } from '../domain/brand.ts';

/** One thing that was said to a model, by it, or by a tool. */
export interface Utterance {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly kind: 'text' | 'reasoning' | 'tool-call' | 'tool-result';
  /** The tool's name, of a call or a result. */
  readonly tool?: string;
  /** The text, or JSON of arguments and results. */
  readonly text: string;
}

const ROLES = ['system', 'user', 'assistant', 'tool'] as const;

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
};

/** The output of a tool result is `{type, value}`; only the value is for people. */
const outputOf = (output: unknown): string =>
  textOf(isObject(output) && 'value' in output ? output['value'] : output);

const partOf = (role: Utterance['role'], part: JsonObject): Utterance => {
  const tool = typeof part['toolName'] === 'string' ? { tool: part['toolName'] } : {};
  switch (part['type']) {
    case 'tool-call':
      return { role, kind: 'tool-call', ...tool, text: textOf(part['input']) };
    case 'tool-result':
      return { role, kind: 'tool-result', ...tool, text: outputOf(part['output']) };
    case 'reasoning':
      return { role, kind: 'reasoning', text: textOf(part['text']) };
    default:
      return { role, kind: 'text', text: textOf(part['text'] ?? part) };
  }
};

const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** Of an answer's content. */
export const answerUtterances = (content: unknown): readonly Utterance[] =>
  objectsIn(content).map((part) => partOf('assistant', part));

/** Of the messages of a request. */
export const messageUtterances = (messages: unknown): readonly Utterance[] =>
  objectsIn(messages).flatMap(({ role: name, content }): readonly Utterance[] => {
    const role = ROLES.find((known) => known === name) ?? 'user';
    if (typeof content === 'string') return [{ role, kind: 'text', text: content }];
    return objectsIn(content).map((part) => partOf(role, part));
  });
