import { clashOf, parseTreePath } from '../../domain/tree.ts';
import type { Tree, TreeEntry, TreePath } from '../../domain/tree.ts';
import type { ObjectStore } from '../../ports/objects.ts';
import type { Oddity } from '../../ports/sandbox.ts';
import { FILES_MAX, TOLD_OF_A_KIND, TREE_BYTES_MAX } from './limits.ts';

/** Gathers the files of a project into a tree, within bounds. */
export interface Collector {
  readonly tell: (kind: Oddity['kind'], path: string) => void;
  /** Whether a file of so many bytes still fits; one that does not is told. */
  readonly hasRoom: (path: string, bytes: number) => boolean;
  readonly add: (path: string, bytes: Uint8Array, mode: TreeEntry['mode']) => void;
  /** The tree, once all bytes are kept. Links to a file of the tree become copies of it. */
  readonly finish: (links: ReadonlyMap<string, string>) => Promise<Tree>;
  readonly oddities: readonly Oddity[];
}

/** What a link's text leads to, by names alone; `undefined` when that is outside. */
const resolved = (from: string, target: string): string | undefined => {
  if (target.startsWith('/')) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') parts.push(step);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
};

export const createCollector = (objects: ObjectStore): Collector => {
  const entries = new Map<TreePath, TreeEntry>();
  const kept: Promise<void>[] = [];
  const oddities: Oddity[] = [];
  let files = 0;
  let total = 0;
  const tell: Collector['tell'] = (kind, path) => {
    const told = oddities.filter((each) => each.kind === kind);
    if (told.length < TOLD_OF_A_KIND && !told.some((each) => each.path === path)) {
      oddities.push({ kind, path });
    }
  };
  return {
    tell,
    oddities,
    hasRoom(path, bytes) {
      files += 1;
      total += bytes;
      const fits = files <= FILES_MAX && total <= TREE_BYTES_MAX;
      if (!fits) tell('many', path);
      return fits;
    },
    add(name, bytes, mode) {
      const path = parseTreePath(name);
      if (!path.ok || entries.has(path.value)) {
        tell('name', name);
        return;
      }
      const { value } = path;
      const size = bytes.length;
      kept.push(
        objects.put(bytes).then((blob) => {
          entries.set(value, { blob, size, mode, by: 'import' });
        }),
      );
    },
    async finish(links) {
      await Promise.all(kept);
      const targets = new Map(entries);
      for (const [from, text] of links) {
        const path = parseTreePath(from);
        const target = parseTreePath(resolved(from, text));
        const entry = target.ok ? targets.get(target.value) : undefined;
        // Only to a file: what else a link may lead to is left out.
        if (path.ok && entry !== undefined && clashOf(entries, path.value) === undefined) {
          entries.set(path.value, entry);
        }
      }
      return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
};
