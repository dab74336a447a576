import { lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { SandboxCommand } from '../../ports/sandbox.ts';
import { SandboxFailed } from './sandbox-failed.ts';

const IN_PROJECT = /^\/project\/([^/]+)$/;

/**
 * Makes the folders of the working folder over which something is shown. Generated code could have
 * put a link there, which a mount would follow out of the sandbox's own files.
 * @throws SandboxFailed when something that is no folder stands there.
 */
export const makeMountPoints = async ({ dir, shows = [] }: SandboxCommand): Promise<void> => {
  for (const { to } of shows) {
    const name = IN_PROJECT.exec(to)?.[1];
    if (name === undefined) continue;
    const place = path.join(dir, name);
    await mkdir(place, { mode: 0o755 }).catch(() => undefined);
    const found = await lstat(place);
    if (!found.isDirectory()) {
      throw new SandboxFailed(
        `${name} of the working folder is no folder: nothing can stand there.`,
      );
    }
  }
};
