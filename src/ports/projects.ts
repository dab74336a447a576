import type { Tree } from '../domain/tree.ts';
import type { ObjectStore } from './objects.ts';
import type { Oddity } from './sandbox.ts';

/** A project of somebody else as a tree, and what of it is not in the tree. */
export interface ImportedProject {
  readonly tree: Tree;
  /** What should not be in a project, or could not be taken in; the first of each kind. */
  readonly oddities: readonly Oddity[];
  /** Folders that are no part of a project (installed packages, caches, version control). */
  readonly leftOut: readonly string[];
}

/** Reads projects without changing them. */
export interface Projects {
  /** @throws ProjectUnreadable when it is no folder or may not be read */
  folder(dir: string, objects: ObjectStore): Promise<ImportedProject>;
  /**
   * A revision of the git repository that the folder is in: what of it is at or below the folder.
   * @throws ProjectUnreadable when there is no repository or no such revision
   */
  revision(dir: string, ref: string, objects: ObjectStore): Promise<ImportedProject>;
}

/** A project that can't be read; the message says which and why. */
export class ProjectUnreadable extends Error {
  override readonly name = 'ProjectUnreadable';
}
