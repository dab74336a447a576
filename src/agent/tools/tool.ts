import type { JSONSchema7 } from '@ai-sdk/provider';
import { z } from 'zod';
import type { Matches } from '../../domain/ownership.ts';
import type { SandboxLimits } from '../../domain/settings.ts';
import { parseTreePath } from '../../domain/tree.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { Equip } from '../../ports/packages.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { Workspaces } from '../../ports/workspaces.ts';
import type { Reach } from '../reach.ts';
import type { WorkingTree } from '../working-tree.ts';

/** What a tool can reach. */
export interface ToolContext {
  readonly files: WorkingTree;
  readonly reach: Reach;
  readonly matches: Matches;
  readonly workspaces: Workspaces;
  readonly sandbox: Sandbox | undefined;
  readonly sandboxLimits: SandboxLimits;
  /** Absent where commands see no packages. */
  readonly equip?: Equip | undefined;
  readonly signal: AbortSignal;
}

/** What the model is told about a call. */
export interface ToolResult {
  readonly ok: boolean;
  readonly text: string;
  /** Set by `finish`: the run ends with this summary. */
  readonly summary?: string;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JSONSchema7;
  /** Changes the working tree and nothing else, so that it is done again when a run is rebuilt. */
  readonly changesFiles: boolean;
  /** Its result is kept as soon as it is there: done once, it is not done again. */
  readonly isKept: boolean;
  /** What is wrong with an input, or nothing when the tool takes it. */
  readonly problem: (input: unknown) => string | undefined;
  /** Never throws for a bad input: that is a result. */
  readonly call: (input: unknown, context: ToolContext) => Promise<ToolResult>;
}

export const done = (text: string): ToolResult => ({ ok: true, text });
export const failed = (text: string): ToolResult => ({ ok: false, text });

/** A path inside the project, as every tool takes it. */
export const pathInput = z.string().transform((value, context): TreePath => {
  const path = parseTreePath(value);
  if (path.ok) return path.value;
  context.addIssue(path.problem);
  return z.NEVER;
});

interface ToolDefinition<Input> {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  readonly changesFiles?: boolean;
  readonly isKept?: boolean;
  readonly run: (input: Input, context: ToolContext) => ToolResult | Promise<ToolResult>;
}

const explain = (name: string, error: z.ZodError): string =>
  [
    `The input of "${name}" does not fit:`,
    ...error.issues
      .slice(0, 5)
      .map(({ path, message }) => `- ${path.length === 0 ? '' : `${path.join('.')}: `}${message}`),
  ].join('\n');

/** A tool from its zod input, which gives both the JSON schema and the guard. */
export const defineTool = <Input>(definition: ToolDefinition<Input>): Tool => ({
  name: definition.name,
  description: definition.description,
  inputSchema: z.toJSONSchema(definition.input, { target: 'draft-7', io: 'input' }) as JSONSchema7,
  changesFiles: definition.changesFiles ?? false,
  isKept: definition.isKept ?? false,
  problem: (input) => {
    const read = definition.input.safeParse(input);
    return read.success ? undefined : explain(definition.name, read.error);
  },
  call: async (input, context) => {
    const read = definition.input.safeParse(input);
    if (!read.success) return failed(explain(definition.name, read.error));
    return definition.run(read.data, context);
  },
});
