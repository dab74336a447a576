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

/** What a command came to, and what it did not see of the packages that the product declares. */
interface Ran {
  readonly result: SandboxResult;
  readonly missing: readonly string[];
}

const execute = async (command: string, context: ToolContext): Promise<Ran | undefined> => {
  const { files, workspaces, sandbox, sandboxLimits: limits, equip, signal } = context;
  if (sandbox === undefined) return undefined;
  const tree = await files.store();
  const { problems = [], ...seen } = (await equip?.(tree, signal)) ?? {};
  const workspace = await workspaces.open(tree);
  try {
    const argv = ['/bin/sh', '-c', command] as const;
    const result = await sandbox.run({ dir: workspace.dir, argv, ...seen, limits, signal });
    return { result, missing: problems };
  } finally {
    await workspace.dispose();
  }
};

const textOf = ({ result, missing }: Ran): string => {
  const packages = missing.length === 0 ? '' : `Not installed: ${missing.join('; ')}.\n`;
  return `${outcomeOf(result)} Its changes to files were discarded.\n${packages}${abridge(result.output)}`;
};

/** A command on a copy of the product, which is thrown away afterwards. */
export const run = defineTool({
  name: 'run',
  description:
    'Runs a shell command in a copy of the whole project, without network. The packages that the project declares are installed beforehand, read-only, and the answer says where they could not be. What it changes in the files is discarded: to keep something, write it.',
  input: z.strictObject({
    command: z
      .string()
      .min(1)
      .max(8_000)
      .refine((text) => !text.includes('\0'), 'must not hold NUL'),
  }),
  isKept: true,
  run: async ({ command }, context) => {
    const ran = await execute(command, context);
    context.signal.throwIfAborted();
    if (ran === undefined) return failed(UNAVAILABLE);
    return ran.result.exitCode === 0 ? done(textOf(ran)) : failed(textOf(ran));
  },
});
