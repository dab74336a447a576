/** What to do with one path, from what is known of it: pure, so that every case can be tested. */
import type { Digest } from '../../domain/digest.ts';
import type { TreeEntry } from '../../domain/tree.ts';
import type { Found } from './look.ts';

export type Step =
  | { readonly kind: 'write' }
  | { readonly kind: 'chmod' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'remove' }
  /** Gone from the tree and from the folder. */
  | { readonly kind: 'forget' }
  /** A person changed it: left alone. */
  | { readonly kind: 'keep' }
  /** Nothing can be written there. */
  | { readonly kind: 'skip'; readonly reason: string };

/**
 * @param entry what the tree has there; absent when it has nothing.
 * @param ours digests of what earlier exports wrote there.
 */
export const stepFor = (
  entry: TreeEntry | undefined,
  found: Found,
  ours: readonly Digest[],
): Step => {
  switch (found.kind) {
    case 'nothing':
      return { kind: entry === undefined ? 'forget' : 'write' };
    case 'barred':
      return entry === undefined
        ? { kind: 'forget' }
        : { kind: 'skip', reason: `${found.by} is no folder of this export` };
    case 'other':
      return { kind: 'keep' };
    case 'file':
      if (entry === undefined) return { kind: ours.includes(found.digest) ? 'remove' : 'keep' };
      if (found.digest !== entry.blob) {
        return { kind: ours.includes(found.digest) ? 'write' : 'keep' };
      }
      return { kind: found.executable === (entry.mode === 'executable') ? 'unchanged' : 'chmod' };
  }
};
