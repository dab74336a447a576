import type { Tree } from '../domain/tree.ts';

/** A tree written out as a folder. */
export interface Workspace {
  /** Absolute path; only its owner may enter. */
  readonly dir: string;
  /** Removes the folder; safe to call twice. */
  dispose(): Promise<void>;
}

export interface Workspaces {
  /** Writes every file of the tree into a new folder. @throws ObjectMissing, ObjectDamaged */
  open(tree: Tree): Promise<Workspace>;
}
