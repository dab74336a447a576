import { tmpdir } from 'node:os';
import type { Sandbox, SandboxCommand } from '../../ports/sandbox.ts';
import { supervise } from './job.ts';
import type { Job } from './job.ts';
import { serveBySocket } from './serve.ts';
import { startBubblewrap } from './start-bubblewrap.ts';
import type { Forward } from './ways.ts';
import { readyFolder } from './working-folder.ts';

export interface BubblewrapOptions {
  /** The program; `/usr/bin/bwrap` when absent. */
  readonly program?: string;
  /** Where folders for sockets are made; the system's temporary folder when absent. */
  readonly root?: string;
}

/**
 * Generated code in namespaces of its own (user, pid, network, ipc, uts, cgroup and mounts): it
 * sees the system's programs, Node and npm read-only, its working folder at `/project`, and
 * nothing else of the host; it has no network but a loopback of its own, and a filter keeps it
 * from asking the kernel for what no product needs (`seccomp/policy.ts`).
 *
 * What it may use is limited. By the kernel: processes, processor time, the size of a single file,
 * and memory where a control group can be made. By looking every so often: memory elsewhere, and
 * the bytes and files of the working folder. A result says which it was. When bubblewrap or we
 * die, so does all of it. As root the working folder is given to an unprivileged id first.
 */
export const createBubblewrap = ({
  program = '/usr/bin/bwrap',
  root = tmpdir(),
}: BubblewrapOptions = {}): Sandbox => {
  const start = async (command: SandboxCommand, forward?: Forward): Promise<Job> => {
    const before = await readyFolder(command);
    return supervise(startBubblewrap(program, command, forward), command, before);
  };
  return {
    kind: 'bubblewrap',
    async run(command) {
      return (await start(command)).exited;
    },
    serve: serveBySocket(root, start),
  };
};
