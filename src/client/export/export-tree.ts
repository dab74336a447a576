/**
 * Writes a tree into a folder that people may work in.
 *
 * - A file is written over or removed only when its bytes are ones that an earlier export wrote.
 * - What a person changed stays; the product's version is written beside it, as NAME.maestro-new.
 * - A file that a person removed is written again.
 * - A file that the system does not let us write or remove, or whose bytes are lost, is reported,
 *   and the others are done.
 * - Before the first change the manifest names every digest that may be written, so that an export
 *   that was cut off anywhere can simply be repeated.
 */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Digest } from '../../domain/digest.ts';
import type { Tree, TreeEntry } from '../../domain/tree.ts';
import type { ObjectStore } from '../../ports/objects.ts';
import { attempt } from './attempt.ts';
import { checkFolder } from './check-folder.ts';
import { makeFolder } from './make-folder.ts';
import { look } from './look.ts';
import { MANIFEST_NAME, writeManifest } from './manifest.ts';
import { stepFor } from './plan.ts';
import type { Step } from './plan.ts';
import { pending, settled } from './record.ts';
import { reportOf } from './report.ts';
import type { ExportReport } from './report.ts';
import { BESIDE } from './targets.ts';
import type { Files, Targets } from './targets.ts';
import { removeFile, removeStaleDrafts, setMode, writeAtomically } from './write.ts';

interface Folder {
  readonly dir: string;
  readonly objects: ObjectStore;
  readonly ours: Files;
}

const modeOf = ({ mode }: TreeEntry): number => (mode === 'executable' ? 0o755 : 0o644);

/** Names that an export uses for itself can't be the product's. */
const isReserved = (name: string): boolean => {
  const lower = name.toLowerCase();
  return lower === MANIFEST_NAME || (lower.startsWith('.maestro-') && lower.endsWith('.draft'));
};

const stepAt = async (
  { dir, ours }: Folder,
  name: string,
  entry: TreeEntry | undefined,
): Promise<Step> => {
  if (isReserved(name)) return { kind: 'skip', reason: 'the name is used by the export itself' };
  return stepFor(entry, await look(dir, name), ours.get(name) ?? []);
};

const carryOut = async (folder: Folder, name: string, entry?: TreeEntry): Promise<Step> => {
  const step = await stepAt(folder, name, entry);
  if (step.kind === 'remove') await removeFile(folder.dir, name);
  if (entry === undefined) return step;
  if (step.kind === 'chmod') await setMode(folder.dir, name, modeOf(entry));
  if (step.kind === 'write') {
    const bytes = await folder.objects.get(entry.blob);
    await writeAtomically(folder.dir, name, bytes, modeOf(entry));
  }
  return step;
};

/** Carries out the step for one path and says which it was. It is looked at right before. */
const bring = (folder: Folder, name: string, entry?: TreeEntry): Promise<Step> =>
  attempt(() => carryOut(folder, name, entry));

/** Whether a person who changed the file has been given this version of the product's already. */
const isKnown = ({ ours }: Folder, name: string, { blob }: TreeEntry): boolean =>
  ours.get(name)?.includes(blob) === true;

/** Where the versions go that a person's changes keep from their places. */
const besides = async (folder: Folder, tree: Targets): Promise<Targets> => {
  const targets = new Map<string, TreeEntry>();
  for (const [name, entry] of tree) {
    const beside = `${name}${BESIDE}`;
    const step = await attempt(() => stepAt(folder, name, entry));
    if (tree.has(beside) || step.kind !== 'keep') continue;
    // One that was looked at and removed does not come back before the product changes again.
    const found = await look(folder.dir, beside).catch(() => undefined);
    const gone = found?.kind === 'nothing';
    if (!gone || !isKnown(folder, name, entry)) targets.set(beside, entry);
  }
  return targets;
};

/** Removes what earlier exports wrote and `wanted` no longer has, unless a person changed it. */
const removeOthers = async (
  folder: Folder,
  wanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, Step>> => {
  const steps = new Map<string, Step>();
  for (const name of folder.ours.keys()) {
    if (!wanted(name)) steps.set(name, await bring(folder, name));
  }
  return steps;
};

const bringAll = async (folder: Folder, targets: Targets): Promise<ReadonlyMap<string, Step>> => {
  const steps = new Map<string, Step>();
  for (const [name, entry] of targets) steps.set(name, await bring(folder, name, entry));
  return steps;
};

const isBeside = (name: string, tree: Targets): boolean =>
  name.endsWith(BESIDE) && tree.has(name.slice(0, -BESIDE.length));

/**
 * Makes the folder hold the tree, except for what a person changed there.
 * @throws ExportRefused, ObjectMissing, ObjectDamaged; it can be repeated then.
 */
export const exportTree = async (
  objects: ObjectStore,
  {
    session,
    digest,
    tree,
  }: { readonly session: string; readonly digest: Digest; readonly tree: Tree },
  folderText: string,
): Promise<ExportReport> => {
  const manifest = await checkFolder(folderText, session);
  await makeFolder(path.resolve(folderText));
  const dir = await realpath(path.resolve(folderText));
  await removeStaleDrafts(dir);
  const ours = manifest?.files ?? new Map<string, readonly Digest[]>();
  const folder: Folder = { dir, objects, ours };
  const files: Targets = tree;
  // What is gone first: a file may stand where a folder has to be, and the other way round.
  const gone = await removeOthers(folder, (name) => files.has(name) || isBeside(name, files));
  const beside = await besides(folder, files);
  await writeManifest(dir, { session, tree: digest, files: pending(ours, files, beside) });
  const brought = await bringAll(folder, new Map([...files, ...beside]));
  const resolved = await removeOthers(folder, (name) => gone.has(name) || brought.has(name));
  const steps = new Map([...gone, ...brought, ...resolved]);
  await writeManifest(dir, { session, tree: digest, files: settled(ours, files, beside, steps) });
  return { dir, session, tree: digest, ...reportOf(tree, steps) };
};
