import { tmpdir } from 'node:os';
import type { Holds, Sandbox } from '../../ports/sandbox.ts';
import { createOwnedFolder, removeFolder, sweepOwnedFolders } from '../workspaces/owned-folder.ts';

const LIMITS = {
  memoryBytes: 512 * 1024 ** 2,
  processes: 32,
  wallMs: 20_000,
  outputBytes: 4_096,
  diskBytes: 1024 ** 2,
};

/** How a limit that could not be set is to be had. */
const WAYS: Readonly<Record<keyof Holds, string>> = {
  memory: 'a control group for memory that this user may use (systemd: Delegate=yes)',
  processes: 'a control group for pids, or a higher hard limit of processes (ulimit -Hu)',
  time: 'a higher hard limit of processor time (ulimit -Ht)',
  disk: 'a higher hard limit of the size of files (ulimit -Hf)',
  files: 'a file system whose files can be counted',
};

const unheld = (holds: Holds): string | undefined => {
  const missing = Object.entries(WAYS).filter(([name]) => holds[name as keyof Holds] === 'none');
  return missing.length === 0
    ? undefined
    : `it can't hold a limit that matters: ${missing.map(([name, way]) => `${name} (it takes ${way})`).join(', ')}.`;
};

/** In the words of the launch script, which tells the limit that can't be set. */
const withWay = (problem: string): string =>
  /The limit on .* can not be set here/.test(problem)
    ? `${problem} Start the worker with a higher hard limit (ulimit -H), or lower "limits.sandbox".`
    : problem;

/** Runs Node in a sandbox once, with all the options that a product is run with. */
export const tryOut = async (
  sandbox: Sandbox,
): Promise<{ readonly holds: Holds } | { readonly problem: string }> => {
  // A process that is killed in its trial leaves the folder to the next.
  await sweepOwnedFolders(tmpdir());
  const dir = await createOwnedFolder(tmpdir(), 'trial');
  try {
    const argv = ['node', '-p', '6*7'] as const;
    const { exitCode, output, holds } = await sandbox.run({ dir, argv, limits: LIMITS });
    if (exitCode !== 0 || output.trim() !== '42' || holds === undefined) {
      return { problem: withWay(output.trim().slice(0, 500)) };
    }
    const problem = unheld(holds);
    return problem === undefined ? { holds } : { problem };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { problem: withWay(text.trim().slice(0, 500)) };
  } finally {
    await removeFolder(dir);
  }
};
