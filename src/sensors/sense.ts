import { cp, lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Digest } from '../domain/digest.ts';
import type { Evidence, SensorName } from '../domain/evidence.ts';
import type { Matches } from '../domain/ownership.ts';
import type { PersonaId } from '../domain/persona.ts';
import type { Phase } from '../domain/phases.ts';
import type { SandboxLimits } from '../domain/settings.ts';
import { EMPTY_TREE } from '../domain/tree.ts';
import type { Tree, TreePath } from '../domain/tree.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { Packages } from '../ports/packages.ts';
import type { Oddity, Sandbox } from '../ports/sandbox.ts';
import type { Workspaces } from '../ports/workspaces.ts';
import { producersIn } from './owners.ts';
import { providing } from './provision.ts';
import type { Provision } from './provision.ts';
import type { Baseline, Member, SenseContext, Sensor } from './sensor.ts';
import { READ_BYTES } from './tree-files.ts';
import { watchSandbox } from './tree/watch.ts';

/** A tree to measure at the exit gate of a phase, and what that takes. */
export interface SenseRequest {
  readonly phase: Phase;
  readonly treeDigest: Digest;
  readonly tree: Tree;
  /** The tree that was accepted last; absent where there is none. */
  readonly baseline?: Pick<Baseline, 'treeDigest' | 'tree' | 'measured'>;
  /** The best attempt of this phase so far that did not pass. */
  readonly attempt?: Pick<Baseline, 'treeDigest' | 'tree'>;
  /** Everybody who has had a turn up to and with this phase, in the order of phases. */
  readonly team: readonly Member[];
  /** Who mends files that nobody of the team wrote; who owns their paths when absent. */
  readonly adopterOf?: (path: TreePath) => PersonaId;
  readonly objects: ObjectStore;
  readonly workspaces: Workspaces;
  /** Where code may run; absent when there is no such place. */
  readonly sandbox: Sandbox | undefined;
  /** Why there is none, for people; empty or absent where that is not known. */
  readonly noSandbox?: string;
  /** Where packages come from; absent where installing has no network. */
  readonly packages?: Packages | undefined;
  /** What the folder that the tree was made from held beside plain files. */
  readonly imported?: readonly Oddity[];
  readonly trusted: boolean;
  readonly limits: SandboxLimits;
  /** The time for mutants of the code, in ms; none are tried when absent. */
  readonly mutationMs?: number;
  /** The time for running tests again and in other orders, in ms; they are not when absent. */
  readonly orderMs?: number;
  readonly matches: Matches;
  readonly signal: AbortSignal;
  /** Told what commands see from then on beside the files of the tree. */
  readonly onProvide?: (provision: Provision) => void;
  /** Told before each sensor begins. */
  readonly onSensor?: (name: SensorName) => void;
}

/** A product may leave pipes and sockets behind, which can't be copied. */
const copyable = async (file: string): Promise<boolean> => {
  const found = await lstat(file);
  return found.isFile() || found.isDirectory() || found.isSymbolicLink();
};

type Folders = Pick<SenseContext, 'workspace' | 'scratch' | 'folderOf'> & {
  readonly dispose: () => Promise<void>;
};

/** Copies what installing and building made: top entries that no file of the tree lies in. */
const copyMade = async (from: string, to: string, tree: Tree): Promise<void> => {
  const given = new Set([...tree.keys()].map((name) => name.split('/')[0]));
  for (const name of await readdir(from)) {
    if (given.has(name)) continue;
    const options = { recursive: true, verbatimSymlinks: true, filter: copyable };
    await cp(path.join(from, name), path.join(to, name), options);
  }
};

/** Folders of one gate: made when first asked for, removed together. */
const createFolders = (tree: Tree, workspaces: Workspaces): Folders => {
  const opened: Promise<{ readonly dir: string; dispose(): Promise<void> }>[] = [];
  const open = async (content: Tree): Promise<string> => {
    const folder = workspaces.open(content);
    opened.push(folder);
    return (await folder).dir;
  };
  let shared: Promise<string> | undefined;
  const workspace = (): Promise<string> => (shared ??= open(tree));
  return {
    workspace,
    async scratch() {
      const from = await workspace();
      const to = await open(EMPTY_TREE);
      await cp(from, to, { recursive: true, verbatimSymlinks: true, filter: copyable });
      return to;
    },
    async folderOf(other) {
      const from = await workspace();
      const to = await open(other);
      await copyMade(from, to, new Map([...tree, ...other]));
      return to;
    },
    async dispose() {
      for (const folder of await Promise.allSettled(opened)) {
        if (folder.status === 'fulfilled') await folder.value.dispose();
      }
    },
  };
};

const wholeReader =
  (tree: Tree, objects: ObjectStore): SenseContext['readWhole'] =>
  async (file: TreePath) => {
    const entry = tree.get(file);
    if (entry === undefined) throw new Error(`${file} is not in the tree.`);
    return objects.get(entry.blob);
  };

const readerOf = (tree: Tree, objects: ObjectStore): SenseContext['read'] => {
  const readWhole = wholeReader(tree, objects);
  return async (file: TreePath) => (await readWhole(file)).subarray(0, READ_BYTES);
};

/**
 * Runs sensors one after the other on one tree.
 * @throws NeedsPerson when code would have to run and may not; the signal's reason when aborted.
 */
export const sense = async (
  request: SenseRequest,
  sensors: readonly Sensor[],
): Promise<readonly Evidence[]> => {
  const { tree, team, matches, objects, workspaces, signal } = request;
  const earlier = new Map<SensorName, Evidence>();
  const { dispose, ...folders } = createFolders(tree, workspaces);
  const { baseline, attempt, ...rest } = request;
  const viewOf = (of: Tree): Pick<SenseContext, 'producerOf' | 'read'> => ({
    producerOf: producersIn(of, team, matches, request.adopterOf),
    read: readerOf(of, objects),
  });
  const watched = watchSandbox(request.sandbox);
  const provided = providing(watched.sandbox);
  const ctx: SenseContext = {
    ...rest,
    ...watched,
    sandbox: provided.sandbox,
    provide: (provision) => {
      provided.provide(provision);
      request.onProvide?.(provision);
    },
    imported: request.imported ?? [],
    ...folders,
    ...viewOf(tree),
    readWhole: wholeReader(tree, objects),
    ...(baseline === undefined ? {} : { baseline: { ...baseline, ...viewOf(baseline.tree) } }),
    ...(attempt === undefined ? {} : { attempt: { ...attempt, ...viewOf(attempt.tree) } }),
    earlier,
    mutationMs: request.mutationMs ?? 0,
    orderMs: request.orderMs ?? 0,
    saveLog: (text) => objects.put(new TextEncoder().encode(text)),
  };
  try {
    for (const sensor of sensors) {
      signal.throwIfAborted();
      request.onSensor?.(sensor.name);
      const started = performance.now();
      const evidence = await sensor.sense(ctx);
      const ms = evidence.ms > 0 ? evidence.ms : Math.round(performance.now() - started);
      earlier.set(sensor.name, { ...evidence, ms });
    }
    return [...earlier.values()];
  } finally {
    await dispose();
  }
};
