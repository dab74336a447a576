import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider';

/** What the transcript of a persona run says has been done already. */
export interface Progress {
  /** Paths that a `write` was asked for, whatever came of it. */
  readonly written: ReadonlySet<string>;
  /** How many of these were refused. */
  readonly refused: number;
  readonly finished: boolean;
}

function pathOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('path' in input)) return undefined;
  return typeof input.path === 'string' ? input.path : undefined;
}

type Part = Exclude<LanguageModelV4Message['content'], string>[number];

const partsOf = ({ content }: LanguageModelV4Message): readonly Part[] =>
  typeof content === 'string' ? [] : content;

const REFUSALS = ['error-text', 'error-json', 'execution-denied'];

/** Reads a prompt: blueprint keeps nothing between calls. */
export function progressOf(prompt: LanguageModelV4Prompt): Progress {
  const parts = prompt.flatMap(partsOf);
  const calls = parts.filter((part) => part.type === 'tool-call');
  const writes = calls.filter((call) => call.toolName === 'write');
  const refused = parts.filter(
    (part) =>
      part.type === 'tool-result' &&
      part.toolName === 'write' &&
      REFUSALS.includes(part.output.type),
  );
  return {
    written: new Set(writes.flatMap((call) => pathOf(call.input) ?? [])),
    refused: refused.length,
    finished: calls.some((call) => call.toolName === 'finish'),
  };
}
