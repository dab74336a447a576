import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Holds } from '../../ports/sandbox.ts';
import { createOwnedFolder, removeFolder, sweepOwnedFolders } from '../workspaces/owned-folder.ts';
import { createBubblewrap } from './bubblewrap.ts';

/** What can hold generated code on this machine; `reason` says why nothing can. */
export type Detected =
  | { readonly kind: 'bubblewrap'; readonly program: string; readonly holds: Holds }
  | { readonly kind: undefined; readonly reason: string };

const PLACES = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/run/current-system/sw/bin/bwrap'];

const INSTALL =
  'Install it (Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf install bubblewrap).';

const FOLDER = 'maestro-trial-';

const TRIAL = {
  memoryBytes: 512 * 1024 ** 2,
  processes: 32,
  wallMs: 20_000,
  outputBytes: 4_096,
  diskBytes: 1024 ** 2,
};

const refused = (problem: string): Detected => ({
  kind: undefined,
  reason:
    `bubblewrap is installed but does not work here: ${problem.trim().slice(0, 500)} ` +
    'Maestro needs version 0.8 or newer, and a kernel or container that allows user namespaces.',
});

/** Runs Node in bubblewrap once, with all the options that a product is run with. */
const tryOut = async (program: string): Promise<Detected> => {
  // A process that is killed in its trial leaves the folder to the next.
  await sweepOwnedFolders(tmpdir(), FOLDER);
  const dir = await createOwnedFolder(tmpdir(), FOLDER);
  try {
    const { exitCode, output, holds } = await createBubblewrap({ program }).run({
      dir,
      argv: ['node', '-p', '6*7'],
      limits: TRIAL,
    });
    return exitCode === 0 && output.trim() === '42' && holds !== undefined
      ? { kind: 'bubblewrap', program, holds }
      : refused(output);
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  } finally {
    await removeFolder(dir);
  }
};

/**
 * Looks for bubblewrap and really runs a small command in it (about .1 s).
 * @param places where the program is looked for.
 */
export const detectSandbox = async (places: readonly string[] = PLACES): Promise<Detected> => {
  if (process.platform !== 'linux') {
    return { kind: undefined, reason: 'bubblewrap exists on Linux only.' };
  }
  const program = places.find((place) => existsSync(place));
  return program === undefined
    ? { kind: undefined, reason: `bubblewrap is not installed. ${INSTALL}` }
    : tryOut(program);
};
