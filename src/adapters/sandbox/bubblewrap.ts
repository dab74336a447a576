import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import type { Sandbox, SandboxCommand } from '../../ports/sandbox.ts';
import { createOwnedFolder, removeFolder } from '../workspaces/owned-folder.ts';
import {
  becomeNobody,
  bubblewrapOptions,
  ETC_FILES,
  FORWARD,
  UNPRIVILEGED_ID,
} from './bubblewrap-options.ts';
import { bubblewrapped } from './bubblewrapped.ts';
import { FORWARDER_SOURCE } from './forwarder.ts';
import { giveTo } from './give.ts';
import { supervise } from './job.ts';
import type { Job } from './job.ts';
import { launchLine } from './launch-script.ts';
import { serviceOf } from './service.ts';
import { socketIn } from './socket.ts';
import { findToolchain, TOOLS } from './toolchain.ts';

export const FORWARD_PREFIX = 'maestro-forward-';

export interface BubblewrapOptions {
  /** The program; `/usr/bin/bwrap` when absent. */
  readonly program?: string;
  /** Where folders for sockets are made; the system's temporary folder when absent. */
  readonly root?: string;
}

interface Forward {
  readonly dir: string;
  readonly port: number;
}

/** Descriptors 0 to 2 are the usual ones. */
const ARGUMENTS_FD = 3;
const INFO_FD = 4;
const FILES_FD = 5;

const isRoot = (): boolean => process.getuid?.() === 0;
const ownId = (): number => (isRoot() ? UNPRIVILEGED_ID : (process.getuid?.() ?? UNPRIVILEGED_ID));

/** Bubblewrap may end before it has read everything. */
const feed = (stream: Writable, text: string): void => {
  stream.on('error', () => undefined);
  stream.end(text);
};

/**
 * Bubblewrap with an empty environment: `--clearenv` would leave ours in `/proc/1/environ`. Its
 * options travel through a pipe, as its command line can be read inside.
 */
const start = (program: string, command: SandboxCommand, forward?: Forward): Job => {
  const texts = Object.entries(ETC_FILES(ownId()));
  const options = bubblewrapOptions({
    command,
    toolchain: findToolchain(),
    root: isRoot(),
    ...(forward === undefined ? {} : { forward: forward.dir }),
    files: new Map(texts.map(([name], index) => [name, FILES_FD + index])),
  });
  const line = launchLine(command.argv, command.limits, {
    limitProcesses: true,
    ...(forward === undefined
      ? {}
      : {
          forwarder: [
            `${TOOLS}/bin/node`,
            FORWARDER_SOURCE,
            `${FORWARD}/socket`,
            String(forward.port),
          ],
        }),
  });
  const child = spawn(
    program,
    [
      ...['--args', String(ARGUMENTS_FD), '--info-fd', String(INFO_FD), '--'],
      ...(isRoot() ? becomeNobody(program) : []),
      ...line,
    ],
    {
      env: {},
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', ...texts.map(() => 'pipe' as const)],
    },
  );
  feed(child.stdio[ARGUMENTS_FD] as Writable, options.map((option) => `${option}\0`).join(''));
  texts.forEach(([, text], index) => {
    feed(child.stdio[FILES_FD + index] as Writable, text);
  });
  return supervise(bubblewrapped(child, child.stdio[INFO_FD] as Readable), command);
};

/**
 * Generated code in namespaces of its own (user, pid, network, ipc, uts, cgroup and mounts): it
 * sees the system's programs, Node and npm read-only, its working folder at `/project`, and
 * nothing else of the host; it has no network but a loopback of its own.
 *
 * What it may use is limited: time, memory and files written by a watch from outside (sampled);
 * processes, CPU time and size of a single file by the kernel. When bubblewrap or we die, so does
 * all of it. As root the working folder is given to an unprivileged id first.
 */
export const createBubblewrap = ({
  program = '/usr/bin/bwrap',
  root = tmpdir(),
}: BubblewrapOptions = {}): Sandbox => {
  const prepare = async (command: SandboxCommand): Promise<void> => {
    command.signal?.throwIfAborted();
    if (isRoot()) await giveTo(command.dir, UNPRIVILEGED_ID);
  };
  return {
    kind: 'bubblewrap',
    async run(command) {
      await prepare(command);
      return start(program, command).exited;
    },
    async serve({ port, ...command }) {
      await prepare(command);
      const dir = await createOwnedFolder(root, FORWARD_PREFIX);
      if (isRoot()) await giveTo(dir, UNPRIVILEGED_ID);
      const env = { ...command.env, PORT: String(port) };
      const job = start(program, { ...command, env }, { dir, port });
      const socket = socketIn(`${dir}/socket`);
      const end = async (): Promise<void> => {
        socket.close();
        await removeFolder(dir);
      };
      return serviceOf(job, (signal) => socket.target(signal), end);
    },
  };
};
