import { tmpdir } from 'node:os';
import { sweepOwnedFolders } from '../workspaces/owned-folder.ts';
import { sweepGroups } from './cgroup/sweep.ts';
import { sweepPlainCommands } from './plain.ts';

export { createBubblewrap } from './bubblewrap.ts';
export { findEngine } from './container/find-engine.ts';
export { detectSandbox } from './detect.ts';
export { openSandbox } from './open.ts';
export { createPlain } from './plain.ts';
export { freePort } from '../../ports/free-port.ts';

/** Removes what commands and their trees left whose supervisor was killed. To be called once, at start. */
export const sweepSandboxes = async (root: string = tmpdir()): Promise<void> => {
  sweepPlainCommands();
  await sweepGroups();
  await sweepOwnedFolders(root);
};
