import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Sandbox, SandboxCommand } from '../../../ports/sandbox.ts';
import { supervise } from '../job.ts';
import type { Job } from '../job.ts';
import { launchLine } from '../launch-script.ts';
import { proxyVariables } from '../outlet.ts';
import { ownName } from '../process-table.ts';
import { serveBySocket } from '../serve.ts';
import { userOfCode } from '../unprivileged.ts';
import { helpersOf } from '../ways.ts';
import type { Forward } from '../ways.ts';
import { readyFolder } from '../working-folder.ts';
import { CONTAINER_PREFIX, containerArguments } from './arguments.ts';
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

const lineFor = (command: SandboxCommand, forward: Forward | undefined): readonly string[] => {
  const helpers = helpersOf('node', command, forward);
  const launch = launchLine(command.argv, command.limits, { inside: false, ...helpers });
  return ['sh', '-c', LIFELINE, 'lifeline', ...launch];
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
    const before = await readyFolder(command);
    containers += 1;
    const name = `${CONTAINER_PREFIX}${ownName()}-${String(containers)}`;
    const line = lineFor(command, forward);
    const containment = { engine, image, name, user: userOfCode(), command, line };
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
