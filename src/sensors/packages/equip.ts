import type { Digest } from '../../domain/digest.ts';
import { encodeTree } from '../../domain/tree.ts';
import type { Tree } from '../../domain/tree.ts';
import { digestOf } from '../../ports/digests.ts';
import type { Equip, Equipment, Packages } from '../../ports/packages.ts';
import { conventionOf } from '../conventions.ts';
import { installSensor } from '../install.ts';
import { clip } from '../normalize.ts';
import { readProject } from '../project.ts';
import { sense } from '../sense.ts';
import type { SenseRequest } from '../sense.ts';
import { inPatience } from './patient.ts';

/** What it takes to install for commands that run outside of gates. */
export interface EquipOptions extends Pick<
  SenseRequest,
  'limits' | 'matches' | 'objects' | 'phase' | 'sandbox' | 'team' | 'workspaces'
> {
  /** Absent where no registry may be used. */
  readonly packages: Packages | undefined;
  /** How long a command waits for its packages, in ms; installing goes on then. */
  readonly waitMs?: number;
}

const WAIT_MS = 120_000;

/** Characters of what is said of a package that is not there. */
const PROBLEM_LENGTH = 400;

const NOTHING: Equipment = { shows: [], env: {}, problems: [] };

/** Rules of the sensor `install` that tell of something that is not there. */
const MISSING: ReadonlySet<string> = new Set([
  'install.failed',
  'install.network',
  'install.partly',
]);

const withProblem = (problem: string): Equipment => ({
  ...NOTHING,
  problems: [clip(problem.replace(/\s+/g, ' ').trim(), PROBLEM_LENGTH)],
});

/** Without a registry nothing is installed, which matters only to who needs something. */
const withoutRegistry = async (tree: Tree, { objects }: EquipOptions): Promise<Equipment> => {
  const files = await readProject({
    tree,
    read: async (path) => {
      const entry = tree.get(path);
      return entry === undefined ? new Uint8Array() : objects.get(entry.blob);
    },
  });
  const names = conventionOf(files)?.dependencies(files) ?? [];
  return names.length === 0
    ? NOTHING
    : withProblem(`no registry may be used here, and the project needs ${names.join(', ')}`);
};

/** What the gate's own sensor installs and shows, and what it finds missing. */
const asTheGateDoes = async (
  tree: Tree,
  treeDigest: Digest,
  { packages, ...options }: EquipOptions,
  signal: AbortSignal,
): Promise<Equipment> => {
  let seen = NOTHING;
  const onProvide: SenseRequest['onProvide'] = ({ shows, env }) => {
    seen = { ...seen, shows, env };
  };
  const request = { ...options, tree, treeDigest, packages, trusted: false, signal, onProvide };
  const [evidence] = await sense(request, [installSensor]);
  const found = evidence?.findings.filter(({ rule }) => MISSING.has(rule)) ?? [];
  const said = found.map(({ rule, actual, message }) =>
    rule === 'install.network' ? (actual ?? message) : message,
  );
  return { ...seen, problems: said.flatMap((text) => withProblem(text).problems) };
};

/**
 * Packages for commands outside of gates, installed and shown as the gates do it, and kept in the
 * same place. What can't be had is said, and keeps no command from running.
 */
export const createEquip = (given: EquipOptions): Equip => {
  const { packages, waitMs = WAIT_MS } = given;
  if (packages === undefined) return (tree) => withoutRegistry(tree, given);
  const next = inPatience(packages, waitMs);
  let last: { readonly digest: Digest; readonly equipment: Equipment } | undefined;
  return async (tree, signal) => {
    const digest = digestOf(encodeTree(tree));
    if (last?.digest === digest) return last.equipment;
    try {
      const equipment = await asTheGateDoes(tree, digest, { ...given, packages: next() }, signal);
      if (equipment.problems.length === 0) last = { digest, equipment };
      return equipment;
    } catch (error) {
      signal.throwIfAborted();
      return withProblem(error instanceof Error ? error.message : String(error));
    }
  };
};
