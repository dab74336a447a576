/** Reads a project into the object store that the workers share. */
import type { Digest } from '../domain/digest.ts';
import type { Tree, TreePath } from '../domain/tree.ts';
import type { ObjectStore } from '../ports/objects.ts';
import { ProjectUnreadable } from '../ports/projects.ts';
import type { ImportedProject } from '../ports/projects.ts';
import { putTree } from '../ports/trees.ts';

/** Files that are written at once. */
const AT_ONCE = 16;

/** A project in the object store, and its text where it says what it is for. */
export interface TakenIn extends Omit<ImportedProject, 'tree'> {
  readonly tree: Digest;
  readonly files: number;
  readonly readme?: { readonly path: TreePath; readonly text: string };
}

const README = /^readme(\.(md|markdown|rst|txt|adoc))?$/i;

const readmeOf = async (tree: Tree, objects: ObjectStore): Promise<Pick<TakenIn, 'readme'>> => {
  const path = [...tree.keys()].find((name) => README.test(name));
  const entry = path && tree.get(path);
  if (path === undefined || entry === undefined) return {};
  return { readme: { path, text: new TextDecoder().decode(await objects.get(entry.blob)) } };
};

/** A part of a project can't be mended in place of the whole. */
const checkWhole = (dir: string, { oddities, tree }: ImportedProject): void => {
  const told = (what: string, kind: string): void => {
    const found = oddities.filter((each) => each.kind === kind).map(({ path }) => path);
    if (found.length === 0) return;
    const names = found.slice(0, 5).join(', ');
    throw new ProjectUnreadable(`${dir} can't be taken in whole: ${what} (${names}).`);
  };
  told('more than 20,000 files or 256 MB; name a part of it', 'many');
  told('something in it may not be read', 'unreadable');
  if (tree.size === 0) throw new ProjectUnreadable(`${dir} holds no file that could be mended.`);
};

/**
 * Reads a folder without changing it, and keeps its files and its tree.
 * @throws ProjectUnreadable when it is no folder, holds nothing, or can't be taken in whole.
 */
export const takeInFolder = async (dir: string, objects: ObjectStore): Promise<TakenIn> => {
  const { createMemoryObjects } = await import('../adapters/objects/memory.ts');
  const { createProjects } = await import('../adapters/projects/index.ts');
  // Kept in memory first: what is refused leaves nothing behind, and files are not all open at once.
  const memory = createMemoryObjects();
  const project = await createProjects().folder(dir, memory);
  checkWhole(dir, project);
  const { tree, oddities, leftOut } = project;
  const blobs = [...new Set([...tree.values()].map(({ blob }) => blob))];
  for (let at = 0; at < blobs.length; at += AT_ONCE) {
    await Promise.all(
      blobs.slice(at, at + AT_ONCE).map(async (blob) => objects.put(await memory.get(blob))),
    );
  }
  return {
    tree: await putTree(objects, tree),
    files: tree.size,
    oddities,
    leftOut,
    ...(await readmeOf(tree, memory)),
  };
};

/** The same, with nothing kept. */
export const lookAtFolder = async (dir: string): Promise<TakenIn> => {
  const { createMemoryObjects } = await import('../adapters/objects/memory.ts');
  return takeInFolder(dir, createMemoryObjects());
};
