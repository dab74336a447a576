import type { TreePath } from '../../domain/tree.ts';
import { freePort } from '../../ports/free-port.ts';
import type { SandboxResult, SandboxService } from '../../ports/sandbox.ts';
import { COMMAND_ENV, requireSandbox } from '../command.ts';
import { conventionOf } from '../conventions.ts';
import type { Chosen } from '../conventions.ts';
import { mainFileOf } from '../main-file.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { untilAnswers } from './health.ts';
import type { Smoke } from './outcome.ts';

/** How a product is started. */
export interface Start {
  readonly step: Chosen;
  /** The file that it is started with, where that is known. */
  readonly main: TreePath | undefined;
}

/** The start command of a project by its conventions; `undefined` when it has none. */
export const startOf = (files: ProjectFiles): Start | undefined => {
  const convention = conventionOf(files);
  const step = convention?.start(files);
  if (convention === undefined || step === undefined) return undefined;
  return { step, main: mainFileOf(files, convention) };
};

/**
 * Goes on for a moment when the command has ended, so that one can see from outside what the
 * command has left running: the sandbox takes all of it away with the first process. The shell's own
 * words, such as "Terminated", are thrown away, since they come or not as time goes.
 */
const LINGERING =
  'exec 3>&2 2>/dev/null; "$@" 2>&3 3>&-; code=$?; trap "" TERM; sleep 0.4; exit "$code"';

/** The process of {@link LINGERING} that tells that the command has ended. */
export const LINGERER = 'sleep';

interface LaunchOptions {
  /** A free one when absent. */
  readonly port?: number;
  readonly lingers?: boolean;
}

/** Starts a product in a folder. */
export const launch = async (
  ctx: SenseContext,
  { step, main }: Start,
  dir: string,
  { port, lingers = false }: LaunchOptions = {},
): Promise<Smoke> => {
  const { limits, signal } = ctx;
  const on = port ?? (await freePort());
  const service = await requireSandbox(ctx).serve({
    dir,
    argv: lingers ? ['sh', '-c', LINGERING, 'linger', ...step.argv] : step.argv,
    env: COMMAND_ENV,
    limits,
    signal,
    port: on,
  });
  return { ctx, step, dir, main, port: on, service };
};

/** How a service ended, as soon as it has. */
const watchEnd = ({ exited }: SandboxService): (() => SandboxResult | undefined) => {
  let ended: SandboxResult | undefined;
  exited.then(
    (result) => (ended = result),
    () => undefined,
  );
  return () => ended;
};

/** Waits for the first answer. @returns how it ended instead; `true` when it answers. */
export const isUp = async ({
  service,
  ctx,
}: Smoke): Promise<true | { readonly ended: SandboxResult | undefined }> => {
  const ended = watchEnd(service);
  if (await untilAnswers(service, ctx)) return true;
  const before = ended();
  await service.stop(0);
  return { ended: before };
};
