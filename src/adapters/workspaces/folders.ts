import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Tree, TreeEntry, TreePath } from '../../domain/tree.ts';
import type { ObjectStore } from '../../ports/objects.ts';
import type { Workspaces } from '../../ports/workspaces.ts';
import { createOwnedFolder, removeFolder } from './owned-folder.ts';

export interface FolderWorkspacesOptions {
  readonly objects: ObjectStore;
  /** Where the folders are made; the system's temporary folder when absent. */
  readonly root?: string;
}

const AT_ONCE = 16;

const MODES: Readonly<Record<TreeEntry['mode'], number>> = { file: 0o644, executable: 0o755 };

const writeEntries = async (
  dir: string,
  entries: readonly (readonly [TreePath, TreeEntry])[],
  objects: ObjectStore,
): Promise<void> => {
  const queue = entries.values();
  const worker = async (): Promise<void> => {
    for (const [name, { blob, mode }] of queue) {
      const bytes = await objects.get(blob);
      // The folder is new and only ours: nobody can have put a link in the way.
      await writeFile(path.join(dir, name), bytes, { flag: 'wx' });
      await chmod(path.join(dir, name), MODES[mode]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

const writeTree = async (dir: string, tree: Tree, objects: ObjectStore): Promise<void> => {
  const folders = new Set([...tree.keys()].map((name) => path.dirname(name)));
  folders.delete('.');
  for (const folder of folders) await mkdir(path.join(dir, folder), { recursive: true });
  await writeEntries(dir, [...tree], objects);
};

/** Trees as folders that only this user may enter. */
export const createFolderWorkspaces = ({
  objects,
  root = tmpdir(),
}: FolderWorkspacesOptions): Workspaces => ({
  async open(tree) {
    const dir = await createOwnedFolder(root, 'tree');
    const dispose = (): Promise<void> => removeFolder(dir);
    try {
      await writeTree(dir, tree, objects);
    } catch (error) {
      await dispose();
      throw error;
    }
    return { dir, dispose };
  },
});
