import type { LanguageModelV4Message } from '@ai-sdk/provider';
import type { ToolCall } from './answer.ts';
import type { KeptResults } from './kept-results.ts';
import { createResultRoom } from './result-room.ts';
import { problemOf, toolNamed } from './tools/index.ts';
import { failed } from './tools/tool.ts';
import type { ToolContext, ToolResult } from './tools/tool.ts';

/** Tool calls of one answer that are carried out; the rest is refused. */
const CALLS_MAX = 100;

/** What came of the tool calls of one answer. */
export interface Acted {
  /** One message with all results, or none when there was no call. */
  readonly results: readonly ToolMessage[];
  /** The summary, when the run is finished. */
  readonly summary: string | undefined;
}

export type ToolMessage = Extract<LanguageModelV4Message, { role: 'tool' }>;

const carryOut = async (
  call: ToolCall,
  index: number,
  context: ToolContext,
  kept: KeptResults,
): Promise<ToolResult> => {
  if (index >= CALLS_MAX) {
    return failed(`Not done: an answer has at most ${String(CALLS_MAX)} tool calls.`);
  }
  const problem = problemOf(call);
  const tool = toolNamed(call.name);
  if (problem !== undefined || tool === undefined) return failed(problem ?? 'Not done.');
  const input = call.input.ok ? call.input.value : undefined;
  if (!tool.isKept) return tool.call(input, context);
  const known = kept.find(index + 1);
  if (known !== undefined) return known;
  const result = await tool.call(input, context);
  await kept.keep(index + 1, result);
  return result;
};

const UNFINISHED =
  'Not finished: a call of the same answer failed. Look at its result, mend it, then finish.';

/** Carries out the tool calls of one answer, in order. Whatever a model sends, this answers. */
export const act = async (
  calls: readonly ToolCall[],
  context: ToolContext,
  kept: KeptResults,
  beat: (detail: string) => void,
): Promise<Acted> => {
  const content: ToolMessage['content'] = [];
  const fitted = createResultRoom();
  let failures = 0;
  let summary: string | undefined;
  for (const [index, call] of calls.entries()) {
    context.signal.throwIfAborted();
    beat(call.name.slice(0, 64));
    let result = await carryOut(call, index, context, kept);
    if (result.summary !== undefined && failures > 0) result = failed(UNFINISHED);
    if (!result.ok) failures += 1;
    summary ??= result.summary;
    content.push({
      type: 'tool-result',
      toolCallId: call.id,
      toolName: call.name.slice(0, 64),
      output: { type: result.ok ? 'text' : 'error-text', value: fitted(result.text) },
    });
    if (summary !== undefined) break;
  }
  return { results: content.length === 0 ? [] : [{ role: 'tool', content }], summary };
};
