import type { Digest } from '../../domain/digest.ts';
import type { TreeEntry } from '../../domain/tree.ts';

/** Added to the name of a file that a person changed: there stands the product's version. */
export const BESIDE = '.maestro-new';

/** By path, the digests of what exports wrote there. */
export type Files = ReadonlyMap<string, readonly Digest[]>;

/** By path, what should stand there. */
export type Targets = ReadonlyMap<string, TreeEntry>;
