import type { Sandbox, SandboxCommand } from '../../ports/sandbox.ts';
import { createOwnedFolder, removeFolder } from '../workspaces/owned-folder.ts';
import type { Job } from './job.ts';
import { serviceOf } from './service.ts';
import { socketIn } from './socket.ts';
import { giveToCode } from './unprivileged.ts';
import type { Forward } from './ways.ts';

/**
 * Serving by a unix socket in a folder that is shared with the inside.
 * @param root where such folders are made. @param start begins a command with a way in.
 */
export const serveBySocket =
  (
    root: string,
    start: (command: SandboxCommand, forward: Forward) => Promise<Job>,
  ): Sandbox['serve'] =>
  async ({ port, ...command }) => {
    command.signal?.throwIfAborted();
    const dir = await createOwnedFolder(root, 'forward');
    try {
      await giveToCode(dir);
      const env = { ...command.env, PORT: String(port) };
      const job = await start({ ...command, env }, { dir, port });
      const socket = socketIn(`${dir}/socket`);
      return serviceOf(
        job,
        (signal) => socket.target(signal),
        async () => {
          socket.close();
          await removeFolder(dir);
        },
      );
    } catch (error) {
      await removeFolder(dir);
      throw error;
    }
  };
