import type {
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import type { BlueprintContext } from './context.ts';
import type { Progress } from './progress.ts';
import type { GeneratedFile } from './project.ts';

/** A step writes a few files, so that the run can be followed, and continued after a crash. */
const FILES_A_STEP = 3;

/** A generator uses no tokens. */
const usage: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

function toolCall(
  { phase, persona }: BlueprintContext,
  toolName: string,
  suffix: string,
  input: object,
): LanguageModelV4ToolCall {
  const toolCallId = ['blueprint', phase, persona, toolName, suffix].filter(Boolean).join('-');
  return { type: 'tool-call', toolCallId, toolName, input: JSON.stringify(input) };
}

/** As many names as a line can hold; the tree has them all. */
const NAMES_SHOWN = 4;

function summaryOf(files: readonly GeneratedFile[], { refused }: Progress): string {
  if (files.length === 0) return 'blueprint, a deterministic generator, has nothing to write here.';
  const more = files.length <= NAMES_SHOWN ? 0 : files.length - NAMES_SHOWN + 1;
  const names = files.slice(0, files.length - more).map((file) => file.path);
  const rest = more === 0 ? '' : ` and ${String(more)} more`;
  const trouble = refused === 0 ? '' : ` ${String(refused)} of the writes were refused.`;
  return `Written by blueprint, a deterministic generator: ${names.join(', ')}${rest}.${trouble}`;
}

function contentOf(
  context: BlueprintContext,
  files: readonly GeneratedFile[],
  progress: Progress,
): LanguageModelV4Content[] {
  if (progress.finished) {
    return [{ type: 'text', text: 'blueprint has finished: it has nothing to add.' }];
  }
  const next = files.filter((file) => !progress.written.has(file.path)).slice(0, FILES_A_STEP);
  if (next.length === 0) {
    return [toolCall(context, 'finish', '', { summary: summaryOf(files, progress) })];
  }
  return next.map(({ path, content }) =>
    toolCall(context, 'write', String(files.findIndex((file) => file.path === path) + 1), {
      path,
      content,
    }),
  );
}

/** The next step of a persona run: the files not written yet, then the end. */
export function nextAnswer(
  context: BlueprintContext,
  files: readonly GeneratedFile[],
  progress: Progress,
): LanguageModelV4GenerateResult {
  const content = contentOf(context, files, progress);
  const unified = content.some((part) => part.type === 'tool-call') ? 'tool-calls' : 'stop';
  return {
    content,
    finishReason: { unified, raw: undefined },
    usage,
    warnings: [],
    response: { modelId: 'blueprint' },
  };
}

function streamed(part: LanguageModelV4Content, index: number): LanguageModelV4StreamPart[] {
  const id = String(index);
  if (part.type === 'text') {
    return [
      { type: 'text-start', id },
      { type: 'text-delta', id, delta: part.text },
      { type: 'text-end', id },
    ];
  }
  return part.type === 'tool-call' ? [part] : [];
}

/** The same answer as a stream. */
export function asStream(
  answer: LanguageModelV4GenerateResult,
): ReadableStream<LanguageModelV4StreamPart> {
  const parts: LanguageModelV4StreamPart[] = [
    { type: 'stream-start', warnings: answer.warnings },
    { type: 'response-metadata', modelId: 'blueprint' },
    ...answer.content.flatMap(streamed),
    { type: 'finish', finishReason: answer.finishReason, usage: answer.usage },
  ];
  return new ReadableStream({
    start(controller) {
      parts.forEach((part) => {
        controller.enqueue(part);
      });
      controller.close();
    },
  });
}
