import type { ToolCall } from '../answer.ts';
import { edit } from './edit.ts';
import { finish } from './finish.ts';
import { list } from './list.ts';
import { read } from './read.ts';
import { remove } from './remove.ts';
import { run } from './run.ts';
import { search } from './search.ts';
import type { Tool } from './tool.ts';
import { write } from './write.ts';

/** Every tool of a persona run, in the order in which the model sees them. */
export const TOOLS: readonly Tool[] = [list, read, search, write, edit, remove, run, finish];

export const toolNamed = (name: string): Tool | undefined =>
  TOOLS.find((tool) => tool.name === name);

const named = ({ name }: ToolCall): string => JSON.stringify(name.slice(0, 64));

/** Why a call can't be carried out as it stands, or nothing when a tool takes it. */
export const problemOf = (call: ToolCall): string | undefined => {
  if (call.duplicate) return 'Not done: two calls of this answer had the same id.';
  if (!call.input.ok) return `Not done: its arguments can't be read: ${call.input.problem}.`;
  const tool = toolNamed(call.name);
  if (tool !== undefined) return tool.problem(call.input.value);
  return `There is no tool ${named(call)}; there are ${TOOLS.map(({ name }) => name).join(', ')}.`;
};
