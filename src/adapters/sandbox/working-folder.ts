import type { SandboxCommand } from '../../ports/sandbox.ts';
import { useBefore } from './folder-use.ts';
import type { FolderUse } from './folder-use.ts';
import { makeMountPoints } from './mount-points.ts';
import { giveToCode } from './unprivileged.ts';

/**
 * Makes the working folder of a command ready for code that has other rights than we have.
 * @returns what it takes of the disk before the command begins.
 * @throws SandboxFailed when it can't be one; the signal's reason when it came.
 */
export const readyFolder = async (command: SandboxCommand): Promise<FolderUse> => {
  command.signal?.throwIfAborted();
  await makeMountPoints(command);
  await giveToCode(command.dir);
  const before = await useBefore(command.dir);
  command.signal?.throwIfAborted();
  return before;
};
