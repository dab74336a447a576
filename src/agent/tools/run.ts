import { z } from 'zod';
import type { SandboxResult } from '../../ports/sandbox.ts';
import { defineTool, done, failed } from './tool.ts';
import type { ToolContext } from './tool.ts';

/** Characters of the output that the model gets: the beginning and, mostly, the end. */
const HEAD = 2_000;
const TAIL = 10_000;

const abridge = (output: string): string =>
  output.length <= HEAD + TAIL
    ? output
    : `${output.slice(0, HEAD)}\n… ${String(output.length - HEAD - TAIL)} characters left out …\n${output.slice(-TAIL)}`;

const outcomeOf = ({ exitCode, signal, timedOut }: SandboxResult): string => {
  if (timedOut) return 'It took too long and was ended.';
  if (exitCode === null) return `It was ended by ${signal ?? 'a signal'}.`;
  return `Exit code ${String(exitCode)}.`;
};

const UNAVAILABLE =
  "Commands can't be run here: this worker has no sandbox. Go on without; the gate will run the tests.";

const execute = async (
  command: string,
  context: ToolContext,
): Promise<SandboxResult | undefined> => {
  if (context.sandbox === undefined) return undefined;
  const workspace = await context.workspaces.open(await context.files.store());
  try {
    return await context.sandbox.run({
      dir: workspace.dir,
      argv: ['/bin/sh', '-c', command],
      limits: context.sandboxLimits,
      signal: context.signal,
    });
  } finally {
    await workspace.dispose();
  }
};

/** A command on a copy of the product, which is thrown away afterwards. */
export const run = defineTool({
  name: 'run',
  description:
    'Runs a shell command in a copy of the whole project, without network. What it changes in the files is discarded: to keep something, write it.',
  input: z.strictObject({
    command: z
      .string()
      .min(1)
      .max(8_000)
      .refine((text) => !text.includes('\0'), 'must not hold NUL'),
  }),
  isKept: true,
  run: async ({ command }, context) => {
    const result = await execute(command, context);
    context.signal.throwIfAborted();
    if (result === undefined) return failed(UNAVAILABLE);
    const text = `${outcomeOf(result)} Its changes to files were discarded.\n${abridge(result.output)}`;
    return result.exitCode === 0 ? done(text) : failed(text);
  },
});
