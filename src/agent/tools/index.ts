import { edit } from './edit.ts';
import { finish } from './finish.ts';
import { list } from './list.ts';
import { read } from './read.ts';
import { run } from './run.ts';
import { search } from './search.ts';
import type { Tool } from './tool.ts';
import { write } from './write.ts';

/** Every tool of a persona run, in the order in which the model sees them. */
export const TOOLS: readonly Tool[] = [list, read, search, write, edit, run, finish];

export const toolNamed = (name: string): Tool | undefined =>
  TOOLS.find((tool) => tool.name === name);
