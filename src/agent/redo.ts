import type { LanguageModelV4Message } from '@ai-sdk/provider';
import { NeedsPerson } from '../domain/needs-person.ts';
import type { ToolCall } from './answer.ts';
import { toolNamed } from './tools/index.ts';
import type { ToolContext } from './tools/tool.ts';

/** The ids of the calls that were carried out, as the recorded results say. */
const succeeded = (messages: readonly LanguageModelV4Message[]): ReadonlySet<string> =>
  new Set(
    messages.flatMap((message) =>
      message.role === 'tool'
        ? message.content.flatMap((part) =>
            part.type === 'tool-result' && part.output.type === 'text' ? [part.toolCallId] : [],
          )
        : [],
    ),
  );

/**
 * Brings the working tree to where the recorded results left it: only changes of files that were
 * carried out are done again; commands are not.
 * @throws NeedsPerson `ledger_conflict` when one is refused now.
 */
export const redo = async (
  calls: readonly ToolCall[],
  recorded: readonly LanguageModelV4Message[],
  context: ToolContext,
): Promise<void> => {
  const ids = succeeded(recorded);
  for (const call of calls) {
    const tool = toolNamed(call.name);
    if (!ids.has(call.id) || !call.input.ok || tool?.changesFiles !== true) continue;
    const result = await tool.call(call.input.value, context);
    if (result.ok) continue;
    throw new NeedsPerson(
      'ledger_conflict',
      `A recorded ${call.name} of this run can't be done again: ${result.text}`,
    );
  }
};
