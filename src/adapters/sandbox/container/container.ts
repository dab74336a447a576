import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Sandbox, SandboxCommand } from '../../../ports/sandbox.ts';
import { UNPRIVILEGED_ID } from '../bubblewrap-options.ts';
import { FORWARDER_SOURCE } from '../forwarder.ts';
import { useBefore } from '../folder-use.ts';
import { giveTo } from '../give.ts';
import { supervise } from '../job.ts';
import type { Job } from '../job.ts';
import { launchLine } from '../launch-script.ts';
import { makeMountPoints } from '../mount-points.ts';
import { OUTLET_PORT, OUTLET_SOURCE, proxyVariables } from '../outlet.ts';
import { ownName } from '../process-table.ts';
import { serveBySocket } from '../serve.ts';
import { isRoot } from '../start-bubblewrap.ts';
import type { Forward } from '../start-bubblewrap.ts';
import { CONTAINER_PREFIX, containerArguments, FORWARD, OUTLET } from './arguments.ts';
import type { Engine } from './arguments.ts';
import { containerized } from './contained.ts';
import { askEngine } from './engine.ts';
import type { EngineVariables } from './engine.ts';

export interface ContainerOptions {
  readonly engine: Engine;
  /** Path of its client. */
  readonly program: string;
  readonly image: string;
  /** What the client is started with. */
  readonly environment: EngineVariables;
}

let containers = 0;

/** Ends the command, and its container with it, when standard input ends: then we are gone. */
const LIFELINE =
  'exec 4<&0; (cat <&4; kill -KILL $$) >/dev/null 2>&1 & exec 4<&-; exec "$@" </dev/null';

const lineFor = (
  { argv, limits, proxy }: SandboxCommand,
  forward: Forward | undefined,
): readonly string[] => {
  const launch = launchLine(argv, limits, {
    inside: false,
    ...(forward === undefined
      ? {}
      : { forwarder: ['node', FORWARDER_SOURCE, `${FORWARD}/socket`, String(forward.port)] }),
    ...(proxy === undefined
      ? {}
      : { outlet: ['node', OUTLET_SOURCE, OUTLET, String(OUTLET_PORT)] }),
  });
  return ['sh', '-c', LIFELINE, 'lifeline', ...launch];
};

const ownUser = (): { readonly uid: number; readonly gid: number } =>
  isRoot()
    ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID }
    : {
        uid: process.getuid?.() ?? UNPRIVILEGED_ID,
        gid: process.getgid?.() ?? UNPRIVILEGED_ID,
      };

/**
 * Generated code in a container that has no network, no rights and a root it can't write to. The
 * engine holds memory and processes; bytes and files of the working folder are looked at every so
 * often. When we are killed, the container ends itself; what keeps it from that is swept.
 */
export const createContainer = (options: ContainerOptions): Sandbox => {
  const { engine, program, image, environment } = options;
  const ask = (args: readonly string[]) => askEngine(program, args, environment);
  const start = async (command: SandboxCommand, forward?: Forward): Promise<Job> => {
    command.signal?.throwIfAborted();
    await makeMountPoints(command);
    if (isRoot()) await giveTo(command.dir, UNPRIVILEGED_ID);
    const before = await useBefore(command.dir);
    command.signal?.throwIfAborted();
    containers += 1;
    const name = `${CONTAINER_PREFIX}${ownName()}-${String(containers)}`;
    const line = lineFor(command, forward);
    const containment = { engine, image, name, user: ownUser(), command, line };
    const args = containerArguments(
      { ...containment, ...(forward === undefined ? {} : { forward: forward.dir }) },
      proxyVariables(command.proxy),
    );
    const child = spawn(program, args, { env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.on('error', () => undefined);
    return supervise(containerized(child, name, ask), command, before);
  };
  return {
    kind: 'container',
    async run(command) {
      return (await start(command)).exited;
    },
    serve: serveBySocket(tmpdir(), start),
  };
};
