import { NeedsPerson } from '../domain/needs-person.ts';
import type { Digest } from '../domain/digest.ts';
import { noSandbox } from '../ports/sandbox.ts';
import type { Sandbox, SandboxResult } from '../ports/sandbox.ts';
import { normalize } from './normalize.ts';
import type { SenseContext } from './sensor.ts';

/** The sandbox that code of this tree may run in. @throws NeedsPerson when there is none. */
export const requireSandbox = (ctx: SenseContext): Sandbox => {
  const { sandbox, trusted } = ctx;
  if (sandbox === undefined || (sandbox.kind === 'plain' && !trusted)) {
    throw new NeedsPerson('unsafe_to_run', noSandbox(ctx.noSandbox));
  }
  return sandbox;
};

/** Where the working folder is seen inside a sandbox; one of these stands in a product's output. */
export const INSIDE = '/project';

/** What a command of the product came to. */
export interface CommandRun {
  readonly result: SandboxResult;
  /** The output, without what differs from run to run. */
  readonly text: string;
  readonly log: Digest;
}

/** The same for every command: no colours, no questions, no notices, no cache of ours. */
export const COMMAND_ENV: Readonly<Record<string, string>> = {
  CI: 'true',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  npm_config_audit: 'false',
  npm_config_cache: '/tmp/.npm',
  npm_config_fund: 'false',
  npm_config_loglevel: 'error',
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
  PIP_NO_INDEX: '1',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
};

/** Takes paths of this machine and other changing text out of a product's output. */
export const stableText = (output: string, dir: string): string => normalize(output, [dir, INSIDE]);

/** How limits were held, and what the command left that should not be there: part of the evidence. */
const surroundings = ({ holds, oddities = [] }: SandboxResult): string => {
  const limits = Object.entries(holds ?? {}).map(([limit, hold]) => `${limit}: ${hold}`);
  const left = oddities.map(({ kind, path }) => `[left behind: ${kind} ${path}]\n`);
  return `${limits.length === 0 ? '' : `[limits: ${limits.join(', ')}]\n`}${left.join('')}`;
};

/**
 * Runs a command of the product in the sandbox and keeps its whole output as a log.
 * @param more for its environment, and bytes that it may write beyond the limit.
 */
export const runCommand = async (
  ctx: SenseContext,
  dir: string,
  argv: readonly [string, ...string[]],
  more: { readonly env?: Readonly<Record<string, string>>; readonly diskBytes?: number } = {},
): Promise<CommandRun> => {
  const sandbox = requireSandbox(ctx);
  const { signal } = ctx;
  const env = { ...COMMAND_ENV, ...more.env };
  const limits = { ...ctx.limits, diskBytes: ctx.limits.diskBytes + (more.diskBytes ?? 0) };
  const result = await sandbox.run({ dir, argv, env, limits, signal });
  const log = await ctx.saveLog(`$ ${argv.join(' ')}\n${surroundings(result)}${result.output}`);
  return { result, text: stableText(result.output, dir), log };
};

/** How a command ended, for people. */
export const endOf = ({ exitCode, signal, timedOut }: SandboxResult): string => {
  if (timedOut) return 'did not end in time';
  return exitCode === null
    ? `was ended by ${signal ?? 'a signal'}`
    : `ended with exit code ${String(exitCode)}`;
};

/** The parts of evidence that a command gives. */
export const ranAs = (
  command: string,
  { result, log }: CommandRun,
): {
  readonly command: string;
  readonly exitCode?: number;
  readonly log: Digest;
  readonly ms: number;
} => ({
  command,
  log,
  ms: result.ms,
  ...(result.exitCode === null ? {} : { exitCode: result.exitCode }),
});
