import { existsSync } from 'node:fs';
import type { Holds } from '../../ports/sandbox.ts';
import { createBubblewrap } from './bubblewrap.ts';
import { tryOut } from './try-out.ts';

/** What can hold generated code on this machine; `reason` says why nothing can. */
export type Detected =
  | { readonly kind: 'bubblewrap'; readonly program: string; readonly holds: Holds }
  | { readonly kind: undefined; readonly reason: string };

const PLACES = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/run/current-system/sw/bin/bwrap'];

const INSTALL =
  'Install it (Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf install bubblewrap).';

const refused = (problem: string): Detected => ({
  kind: undefined,
  reason:
    `bubblewrap is installed but does not work here: ${problem} ` +
    'Maestro needs version 0.8 or newer, and a kernel or container that allows user namespaces.',
});

/**
 * Looks for bubblewrap and really runs a small command in it (about .1 s).
 * @param places where the program is looked for.
 */
export const detectSandbox = async (places: readonly string[] = PLACES): Promise<Detected> => {
  if (process.platform !== 'linux') {
    return { kind: undefined, reason: 'bubblewrap exists on Linux only.' };
  }
  const program = places.find((place) => existsSync(place));
  if (program === undefined) {
    return { kind: undefined, reason: `bubblewrap is not installed. ${INSTALL}` };
  }
  const tried = await tryOut(createBubblewrap({ program }));
  return 'problem' in tried
    ? refused(tried.problem)
    : { kind: 'bubblewrap', program, holds: tried.holds };
};
