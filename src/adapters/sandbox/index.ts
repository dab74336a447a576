import { tmpdir } from 'node:os';
import type { SandboxKind } from '../../domain/settings.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import { sweepOwnedFolders } from '../workspaces/owned-folder.ts';
import { createBubblewrap, FORWARD_PREFIX } from './bubblewrap.ts';
import { sweepGroups } from './cgroup/sweep.ts';
import { createPlain, sweepPlainCommands } from './plain.ts';

export { createBubblewrap } from './bubblewrap.ts';
export { detectSandbox } from './detect.ts';
export { createPlain } from './plain.ts';
export { freePort } from '../../ports/free-port.ts';

/** The sandbox of a recorded kind. @returns `undefined` for `none`: nothing may run. */
export const createSandbox = (kind: SandboxKind): Sandbox | undefined => {
  if (kind === 'bubblewrap') return createBubblewrap();
  return kind === 'plain' ? createPlain() : undefined;
};

/** Removes what commands left whose supervisor was killed. To be called once, at start. */
export const sweepSandboxes = async (root: string = tmpdir()): Promise<void> => {
  sweepPlainCommands();
  await sweepGroups();
  await sweepOwnedFolders(root, FORWARD_PREFIX);
};
