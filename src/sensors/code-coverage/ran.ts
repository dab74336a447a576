import type { TreePath } from '../../domain/tree.ts';

/** A point in a file. */
export interface Place {
  /** In characters, from 0. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** The last line of what begins here, for those who know only lines. */
  readonly endLine?: number;
}

/** How often points of a file were reached in one process. */
export interface FileRan {
  /** One count for each place; the places are in the order of offsets. */
  readonly countsAt: (places: readonly Place[]) => readonly number[];
}

/** What one process told of files of the product. */
export type ProcessRan = ReadonlyMap<TreePath, FileRan>;

/** Something that was told and can't be. */
export interface Doubt {
  /** An honest run may come to it: that part is no credit, and the rest stands. */
  readonly odd?: boolean;
  readonly path?: TreePath;
  /** `src/a.js ends at character 900, and the report speaks of 1,200`. */
  readonly what: string;
}

/** What a run of tests left behind of itself. It comes from inside the sandbox, and is a claim. */
export interface Ran {
  readonly processes: readonly ProcessRan[];
  readonly doubts: readonly Doubt[];
}

/** Where a run leaves it, below its working folder. */
export const RAN = '.maestro-ran';
